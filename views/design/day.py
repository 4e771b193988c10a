"""A day of a month, as a list of dates shows it."""

import flet as ft

from views.design import tokens
from views.design.text import hint, scale, strong


def day_mark(number: int, weekday: str, *, spoken: str) -> ft.Control:
    """Return the number of a day over the short name of its weekday, said as `spoken`: jeudi 5 novembre."""
    return ft.Container(
        width=tokens.SPACE_48 * scale(),
        content=ft.Column(
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            controls=[strong(str(number), spoken=spoken), hint(weekday, bold=True, spoken="")],
        ),
    )
