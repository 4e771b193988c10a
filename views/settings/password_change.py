"""Changer mon mot de passe: the one that holds, then the new one."""

import flet as ft

from api_client.errors import PasswordRefused, Refused
from app.core import routes
from app.core.account import Account
from app.core.command import Command
from app.core.session import Session
from app.settings.password_change import PasswordChange
from app.steps.new_password import Password
from views.design import tokens
from views.design.button import link, primary
from views.design.card import align_start, column
from views.design.field import use_field_ref
from views.design.notice import Tone, notice
from views.design.text import heading, soft
from views.settings.text import PasswordChangeText, SettingsText
from views.shell.form_view import fault_summary, use_fault_focus
from views.shell.layout import Layout, go, screen
from views.steps.new_password import password_faults, password_fields
from views.steps.reauthentication import current_fault, current_field, unsaid


def password_change(_: Session, account: Account) -> ft.Control:
    """Return the screen."""
    state = account.manage.password
    return screen(
        PasswordChangeText.HEADING, _form(state, state.password, state.password.submit), layout=Layout.FORM
    )


@ft.component
def _form(state: PasswordChange, password: Password, submit: Command) -> ft.Control:
    current, first, second = use_field_ref(), use_field_ref(), use_field_ref()
    news = password_faults(password, first, second)
    if _unchanged(submit):
        news[0] = news[0]._replace(words=PasswordChangeText.UNCHANGED)
    faults = [current_fault(state.problem, current, refused=state.refused, typed=state.current), *news]
    use_fault_focus(password.attempts, faults)
    done = submit.completed and not any(fault.words for fault in faults)
    head = column(
        column(heading(PasswordChangeText.HEADING), soft(PasswordChangeText.LEAD), spacing=tokens.SPACE_8),
        [notice(Tone.SUCCESS, PasswordChangeText.DONE, PasswordChangeText.DONE_MORE, live=True)]
        if done
        else [],
        fault_summary(faults, unsaid(submit.error)),
    )
    return column(
        head,
        current_field(lambda: state.current, state.type_current, faults[0], state.run),
        password_fields(password, news, state.run),
        primary(PasswordChangeText.SUBMIT, state.run, busy=SettingsText.WORKING if submit.slow else None),
        align_start(link(SettingsText.BACK, go(routes.SETTINGS))),
        spacing=tokens.SPACE_24,
    )


def _unchanged(submit: Command) -> bool:
    error = submit.error
    return (
        isinstance(error, Refused)
        and not isinstance(error, PasswordRefused)
        and error.fields.get("new") == "unchanged"
    )
