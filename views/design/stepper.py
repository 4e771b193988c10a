"""Where one stands in a series of steps."""

import flet as ft

from views.design import tokens
from views.design.text import hint

_HEIGHT = 6


def stepper(words: str, number: int, total: int) -> ft.Control:
    """Return `words` over one bar a step, those passed and the one under way filled; the words say it all."""
    bars = [
        ft.Container(
            expand=True,
            height=_HEIGHT,
            border_radius=_HEIGHT // 2,
            bgcolor=tokens.PRIMARY if index < number else tokens.HAIR,
        )
        for index in range(total)
    ]
    return ft.Column(
        spacing=tokens.SPACE_8,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            hint(words),
            ft.Row(spacing=tokens.SPACE_8, controls=list(bars)),
        ],
    )
