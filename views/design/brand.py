"""The mark: a rounded square with a petal."""

import flet as ft

from views.design import tokens
from views.design.responsive import varies
from views.design.text import typeset

_SIDE = 34
_PETAL = 17


def mark() -> ft.Control:
    """Return the program's mark, silent for screen readers."""
    petal = ft.Container(
        width=_PETAL,
        height=_PETAL,
        bgcolor=tokens.MARK,
        border_radius=ft.BorderRadius.only(top_left=8, top_right=8, bottom_right=8, bottom_left=3),
    )
    return ft.Container(
        width=_SIDE,
        height=_SIDE,
        bgcolor=tokens.PRIMARY,
        border_radius=tokens.FIELD_RADIUS,
        alignment=ft.Alignment.CENTER,
        content=petal,
    )


def brand(name: str, *, spare: bool = False) -> ft.Control:
    """Return the mark and the program's name; the mark alone where a bar has no line for both.

    Args:
        name: the program's.
        spare: whether what stands beside it takes more of a phone's line.
    """
    style = ft.TextStyle(
        size=tokens.TEXT_SIZE, weight=tokens.BOLD, height=tokens.LINE_HEIGHT, letter_spacing=0
    )
    words = varies(
        lambda: ft.Container(content=typeset(name, style, color=tokens.INK)),
        base={"visible": not spare},
        narrow={"visible": False},
        medium={"visible": True},
    )
    return ft.Row(tight=True, spacing=tokens.SPACE_12, controls=[mark(), words])
