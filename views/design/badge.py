"""Badges: where something stands, in colour, icon and word."""

import flet as ft

from views.design import tokens
from views.design.notice import Tone
from views.design.text import hint


def badge(tone: Tone, word: str) -> ft.Control:
    """Return a word in the colours of its tone, with the sign that says the same without colour."""
    return ft.Container(
        bgcolor=tone.background,
        border_radius=tokens.FIELD_RADIUS,
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_4, horizontal=tokens.SPACE_12),
        content=ft.Row(
            tight=True,
            spacing=tokens.SPACE_4,
            controls=[
                ft.Icon(tone.icon, color=tone.ink, size=tokens.HINT_SIZE),
                hint(word, color=tone.ink, bold=True),
            ],
        ),
    )
