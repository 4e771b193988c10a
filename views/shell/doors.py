"""What a closed door looks like."""

import flet as ft

from app.benefits.paths import BENEFITS
from app.core.account import Account
from app.settings.paths import IDENTITY
from views.design import tokens
from views.design.button import link, primary
from views.design.card import align_start, card
from views.design.notice import Tone, notice
from views.design.text import body, soft
from views.shell.error_text import DoorText
from views.shell.layout import go
from views.shell.reach_text import ReachText


def closed(reason: str | None) -> ft.Control:
    """Return a door shown closed, with why."""
    words = soft(DoorText.closed(reason))
    words.expand = True
    return ft.Row(
        spacing=tokens.SPACE_12,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[ft.Icon(ft.Icons.LOCK_OUTLINE, color=tokens.SOFT, size=24), words],
    )


def no_file() -> ft.Control:
    """Return what stands in place of a screen of a file for a person who stands in none: why, and what to do next."""
    asks = align_start(link(DoorText.ASK, go(BENEFITS), color=Tone.INFORMATION.ink, size=tokens.TEXT_SIZE))
    return notice(Tone.INFORMATION, DoorText.NO_FILE, DoorText.NO_FILE_MORE, asks)


def closed_to_unproved(account: Account) -> ft.Control | None:
    """Return what stands in place of a screen that is closed until the identity is proved; None where it is open."""
    if not account.limited:
        return None
    title, text = ReachText.why(account.me.limit)
    return card(
        closed("identity_unchecked"),
        body(title, bold=True),
        soft(text),
        primary(ReachText.SETTLE, go(IDENTITY)),
    )
