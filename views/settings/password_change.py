"""Changer mon mot de passe: the current one, then the new one."""

import flet as ft

from app.rules.problem import Fault
from app.settings.password_change import PasswordChange
from app.settings.paths import SETTINGS
from views.design import tokens
from views.design.button import link, primary
from views.design.card import align_start, column
from views.design.group import sent_together
from views.design.text import heading, soft
from views.settings.text import PasswordChangeText
from views.shell.form_view import success_notice, use_form
from views.shell.layout import Layout, go, screen
from views.shell.text import ShellText
from views.steps.new_password import PASSWORD_WORDS, password_fields, shown_password
from views.steps.reauthentication import current_field, shown_current


def password_change(state: PasswordChange) -> ft.Control:
    """Return the screen."""
    return screen(PasswordChangeText.HEADING, _form(state), layout=Layout.FORM)


@ft.component
def _form(state: PasswordChange) -> ft.Control:
    form = use_form(
        state,
        shown_current(state.current),
        *shown_password(state, PASSWORD_WORDS | {Fault.UNCHANGED: PasswordChangeText.UNCHANGED}),
    )
    done = state.submit.completed and not form.faulty
    head = column(
        column(heading(PasswordChangeText.HEADING), soft(PasswordChangeText.LEAD), spacing=tokens.SPACE_8),
        [success_notice(PasswordChangeText.DONE, PasswordChangeText.DONE_MORE)] if done else [],
        form.summary(state.submit.error),
    )
    return column(
        head,
        sent_together(
            current_field(form, state.current),
            password_fields(form, state),
            primary(
                PasswordChangeText.SUBMIT, state.run, busy=ShellText.WORKING if state.submit.slow else None
            ),
        ),
        align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS))),
        spacing=tokens.SPACE_24,
    )
