"""A row of bars: how an amount went over the last months."""

from collections.abc import Sequence
from typing import NamedTuple

import flet as ft

from semantics import Bar, Chart, mark
from views.design import tokens

_HEIGHT = 88
_LEAST = 2


class Amount(NamedTuple):
    """What one bar stands for: of what it is, the amount in words, and the amount."""

    label: str
    figure: str
    value: int


def bar_chart(name: str, amounts: Sequence[Amount], *, columns: tuple[str, str], spoken: str) -> ft.Control:
    """Return one bar an amount, the last one strong.

    Args:
        name: what the chart shows.
        amounts: what its bars stand for.
        columns: what heads their labels and their figures in a table.
        spoken: the same figures in one text, for whoever has no table.
    """
    highest = max(1, *(amount.value for amount in amounts))
    controls: list[ft.Control] = [
        ft.Container(
            expand=True,
            height=max(_LEAST, round(_HEIGHT * amount.value / highest)),
            bgcolor=tokens.PRIMARY if index == len(amounts) - 1 else tokens.LINE,
            border_radius=ft.BorderRadius.only(top_left=tokens.SPACE_8, top_right=tokens.SPACE_8),
        )
        for index, amount in enumerate(amounts)
    ]
    chart = ft.Semantics(
        image=True,
        label=spoken,
        content=ft.Row(
            height=_HEIGHT,
            margin=ft.Margin.only(top=tokens.SPACE_12),
            spacing=tokens.SPACE_8,
            vertical_alignment=ft.CrossAxisAlignment.END,
            controls=controls,
        ),
    )
    bars = tuple(Bar(amount.label, amount.figure, amount.value / highest) for amount in amounts)
    return mark(chart, Chart(name, bars, columns))
