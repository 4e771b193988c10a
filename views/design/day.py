"""A day of a month, as a list of dates shows it."""

import flet as ft

from views.design import tokens
from views.design.responsive import varies
from views.design.text import hint, scale, strong


def day_mark(number: int, weekday: str, *, spoken: str) -> ft.Control:
    """Return the number of a day over the short name of its weekday, said as `spoken`: jeudi 5 novembre."""
    shown = ft.Column(
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[strong(str(number), spoken=spoken), hint(weekday, bold=True, spoken="")],
    )
    # In the narrowest window the words beside need the room.
    return varies(
        lambda: ft.Container(width=tokens.SPACE_48 * scale(), content=shown), narrow={"width": None}
    )
