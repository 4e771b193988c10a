"""An account that is to close: when, and the way to keep it."""

import flet as ft

from app.core.account import Account
from app.settings.closing import Closing
from views.design.button import secondary
from views.design.card import align_start, column
from views.design.notice import Tone, notice
from views.shell.form_view import failure_notice, success_notice
from views.shell.text import ShellText
from views.steps.text import ClosingNoticeText


def closing_notice(account: Account, state: Closing) -> list[ft.Control]:
    """Return when the account closes and the way to keep it, or that it was just kept; nothing where it is open."""
    if account.me.closes_at is None and not state.kept:
        return []
    return [_notice(account, state)]


@ft.component
def _notice(account: Account, state: Closing) -> ft.Control:
    ft.use_effect(state.look, [])
    if account.me.closes_at is None:
        return success_notice(ClosingNoticeText.KEPT) if state.kept else ft.Container()
    title, text = ClosingNoticeText.closes(account.me.closes_at)
    keep = secondary(
        ClosingNoticeText.KEEP, state.take_back.run, busy=ShellText.WORKING if state.take_back.slow else None
    )
    return column(
        *failure_notice(state.take_back.error),
        notice(Tone.WARNING, title, text, align_start(keep), live=True, level=2),
    )
