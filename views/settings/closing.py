"""Fermer mon compte: what it means, the password, 30 days to change one's mind."""

import flet as ft

from app.core import routes
from app.core.account import Account
from app.core.command import Command
from app.core.session import Session
from app.settings.closing import Closing
from views.design import tokens
from views.design.button import link, primary, row, secondary
from views.design.card import align_start, card, column, rows
from views.design.field import use_field_ref
from views.design.notice import Tone, notice
from views.design.text import body, heading, soft
from views.settings.text import ClosingText, ExportsText, SettingsText
from views.shell.form_view import fault_summary, use_fault_focus
from views.shell.layout import Layout, go, screen
from views.steps.reauthentication import current_fault, current_field, unsaid


def closing(_: Session, account: Account) -> ft.Control:
    """Return the screen: the form, or the date once it was asked."""
    state = account.manage.closing
    if account.me.closes_at is not None:
        asked = column(heading(ClosingText.HEADING), *closing_notice(account))
        back = align_start(link(SettingsText.BACK, go(routes.SETTINGS)))
        return screen(ClosingText.HEADING, column(asked, back, spacing=tokens.SPACE_24), layout=Layout.FORM)
    return screen(ClosingText.HEADING, _form(state, state.ask, state.take_back), layout=Layout.FORM)


@ft.component
def _form(state: Closing, ask: Command, take_back: Command) -> ft.Control:
    password = use_field_ref()
    fault = current_fault(state.problem, password, refused=state.refused, typed=state.password)
    use_fault_focus(state.attempts, [fault])
    head = column(
        column(heading(ClosingText.HEADING), soft(ClosingText.LEAD), spacing=tokens.SPACE_8),
        [notice(Tone.SUCCESS, ClosingText.KEPT, live=True)] if take_back.completed else [],
        fault_summary([fault], unsaid(ask.error)),
    )
    return column(
        head,
        card(*(body(means) for means in ClosingText.MEANS)),
        rows(row(ClosingText.DOWNLOAD_FIRST, go(routes.EXPORTS))),
        current_field(lambda: state.password, state.type, fault, state.run),
        primary(ClosingText.SUBMIT, state.run, busy=SettingsText.WORKING if ask.slow else None),
        align_start(link(ExportsText.HEADING, go(routes.EXPORTS))),
        spacing=tokens.SPACE_24,
    )


def closing_notice(account: Account) -> list[ft.Control]:
    """Return when the account closes and the way to keep it; nothing where it does not close."""
    if account.me.closes_at is None:
        return []
    return [_notice(account, account.manage.closing.take_back)]


@ft.component
def _notice(account: Account, take_back: Command) -> ft.Control:
    if account.me.closes_at is None:
        return ft.Container()
    title, text = ClosingText.closes(account.me.closes_at)
    keep = secondary(SettingsText.WORKING if take_back.slow else ClosingText.KEEP, take_back.run)
    return column(
        *fault_summary([], take_back.error),
        notice(Tone.WARNING, title, text, align_start(keep), live=True, level=2),
    )
