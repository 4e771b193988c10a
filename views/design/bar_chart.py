"""A row of bars: how an amount went over the last months."""

import flet as ft

from views.design import tokens

_HEIGHT = 88
_LEAST = 2


def bar_chart(amounts: list[int], label: str) -> ft.Control:
    """Return one bar an amount, the last one strong; `label` gives the same figures in words."""
    highest = max([*amounts, 1])
    controls: list[ft.Control] = [
        ft.Container(
            expand=True,
            height=max(_LEAST, round(_HEIGHT * amount / highest)),
            bgcolor=tokens.PRIMARY if index == len(amounts) - 1 else tokens.LINE,
            border_radius=ft.BorderRadius.only(top_left=tokens.SPACE_8, top_right=tokens.SPACE_8),
        )
        for index, amount in enumerate(amounts)
    ]
    return ft.Semantics(
        image=True,
        label=label,
        content=ft.Row(
            height=_HEIGHT,
            margin=ft.Margin.only(top=tokens.SPACE_12),
            spacing=tokens.SPACE_8,
            vertical_alignment=ft.CrossAxisAlignment.END,
            controls=controls,
        ),
    )
