"""Fermer mon compte: what it means, the password, 30 days to change one's mind."""

import flet as ft

from app.core.account import Account
from app.settings.closing import Closing
from app.settings.paths import EXPORTS, SETTINGS
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, card, column
from views.design.group import sent_together
from views.design.items import items, rows
from views.design.text import body, heading, soft
from views.settings.text import ClosingText
from views.shell.form_view import success_notice, use_form
from views.shell.layout import Layout, go, screen
from views.shell.text import ShellText
from views.steps.closing_notice import closing_notice
from views.steps.reauthentication import current_field, shown_current
from views.steps.text import ClosingNoticeText


def closing(account: Account, state: Closing) -> ft.Control:
    """Return the screen: the form, or the date once it was asked."""
    if account.me.closes_at is not None:
        asked = column(heading(ClosingText.HEADING), *closing_notice(account, state))
        back = align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS)))
        return screen(ClosingText.HEADING, column(asked, back, spacing=tokens.SPACE_24), layout=Layout.FORM)
    return screen(ClosingText.HEADING, _form(state), layout=Layout.FORM)


@ft.component
def _form(state: Closing) -> ft.Control:
    form = use_form(state, shown_current(state.password))
    head = column(
        column(heading(ClosingText.HEADING), soft(ClosingText.LEAD), spacing=tokens.SPACE_8),
        [success_notice(ClosingNoticeText.KEPT)] if state.kept else [],
        form.summary(state.submit.error),
    )
    return column(
        head,
        card(items(*(body(means) for means in ClosingText.MEANS), spacing=tokens.SPACE_8)),
        rows(row(ClosingText.DOWNLOAD_FIRST, go(EXPORTS))),
        sent_together(
            current_field(form, state.password),
            primary(ClosingText.SUBMIT, state.run, busy=ShellText.WORKING if state.submit.slow else None),
        ),
        align_start(link(ClosingText.BACK, go(EXPORTS))),
        spacing=tokens.SPACE_24,
    )
