"""Notices: what happened, what is asked, in colour, icon and words."""

from enum import Enum

import flet as ft

from views.design import tokens
from views.design.card import column, edge
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
    """Return a notice.

    Args:
        tone: what it is about.
        title: what happened.
        text: what to do now.
        controls: what does it.
        live: whether a screen reader says it when it appears, as one message: the title, then the text.
        level: of the heading that its title is, or all its words where it is one message.
    """
    words = [body(title, color=tone.ink, bold=True), *([body(text, color=tone.ink)] if text else [])]
    head: list[ft.Control] = [ft.Semantics(heading_level=level, content=words[0]), *words[1:]]
    if live:
        # One region: of two that appear together only the second is heard. Nothing to press in it: it would become
        # the name of a group, which nobody can read line by line.
        head = [
            ft.Semantics(
                live_region=True,
                container=True,
                heading_level=level,
                content=column(*words, spacing=tokens.SPACE_4),
            )
        ]
    shown = column(*head, *controls, spacing=tokens.SPACE_4)
    shown.expand = True
    return ft.Container(
        bgcolor=tone.background,
        shadow=edge(tone.ink) if tone is Tone.ERROR else None,
        margin=1 if tone is Tone.ERROR else None,
        border_radius=tokens.BUTTON_RADIUS,
        # At 320 px with text twice as large, FranceConnect stands on one line within it, and not a pixel more.
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_16, horizontal=tokens.SPACE_12),
        content=ft.Row(
            vertical_alignment=ft.CrossAxisAlignment.START,
            spacing=tokens.SPACE_8,
            controls=[ft.Icon(tone.icon, color=tone.ink, size=24), shown],
        ),
    )
