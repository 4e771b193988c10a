"""Notices: what happened, what is asked, in colour, icon and words."""

from enum import Enum

import flet as ft

from views.design import tokens
from views.design.card import edge, stack
from views.design.text import body


class Tone(Enum):
    """What a notice is about: its ink, its background, its icon and the word a screen reader hears for the icon."""

    INFORMATION = (tokens.ON_TINT, tokens.TINT, ft.Icons.INFO_OUTLINE)
    SUCCESS = (tokens.OK, tokens.OK_TINT, ft.Icons.CHECK_CIRCLE_OUTLINE)
    WARNING = (tokens.WARN, tokens.WARN_TINT, ft.Icons.ERROR_OUTLINE)
    ERROR = (tokens.ERROR, tokens.ERROR_TINT, ft.Icons.ERROR_OUTLINE)

    @property
    def ink(self) -> ft.Colors:
        """Colour of the words."""
        return self.value[0]

    @property
    def background(self) -> ft.Colors:
        """Colour behind the words."""
        return self.value[1]

    @property
    def icon(self) -> ft.IconData:
        """Sign before the words."""
        return self.value[2]


def notice(
    tone: Tone,
    title: str,
    text: str = "",
    *controls: ft.Control,
    live: bool = False,
    level: int | None = None,
) -> ft.Control:
    """Return a notice. `live` has a screen reader say it when it appears, without moving the focus."""
    # The title is a node of its own, whose words are none of the box's: it is said by itself, and the rest after it.
    words = stack(
        ft.Semantics(heading_level=level, live_region=live, content=body(title, color=tone.ink, bold=True)),
        *([body(text, color=tone.ink)] if text else []),
        *controls,
        spacing=tokens.SPACE_4,
    )
    words.expand = True
    box = ft.Container(
        bgcolor=tone.background,
        shadow=edge(tone.ink) if tone is Tone.ERROR else None,
        margin=1 if tone is Tone.ERROR else None,
        border_radius=tokens.BUTTON_RADIUS,
        # At 320 px with text twice as large, FranceConnect stands on one line within it, and not a pixel more.
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_16, horizontal=tokens.SPACE_12),
        content=ft.Row(
            vertical_alignment=ft.CrossAxisAlignment.START,
            spacing=tokens.SPACE_8,
            controls=[ft.Icon(tone.icon, color=tone.ink, size=24), words],
        ),
    )
    return ft.Semantics(live_region=True, container=True, content=box) if live else box
