"""A box to tick, with its words."""

import flet as ft

from views.design import tokens
from views.design.button import Press

_INSET = 11
"""From the edge of Material's checkbox to its box, in logical pixels."""


def checkbox(label: str, *, value: bool, on_change: Press) -> ft.Control:
    """Return a box ticked or not; `on_change` gets Flet's event."""
    return ft.Row(
        tight=True,
        controls=[
            ft.Checkbox(
                label=label,
                value=value,
                # Material keeps room around the box for the finger: moved back, the box stands under the field's edge.
                transform=ft.Transform(matrix=ft.Matrix4.translation_values(-_INSET, 0, 0)),
                on_change=on_change,
                label_style=ft.TextStyle(
                    size=tokens.TEXT_SIZE, weight=tokens.REGULAR, color=tokens.INK, letter_spacing=0
                ),
                active_color=tokens.PRIMARY,
                check_color=tokens.ON_PRIMARY,
                shape=ft.RoundedRectangleBorder(radius=tokens.SPACE_4),
                border_side={
                    ft.ControlState.FOCUSED: ft.BorderSide(tokens.RING, tokens.ACCENT),
                    ft.ControlState.SELECTED: ft.BorderSide(tokens.BORDER, tokens.PRIMARY),
                    ft.ControlState.DEFAULT: ft.BorderSide(tokens.BORDER, tokens.LINE),
                },
            )
        ],
    )
