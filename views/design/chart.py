"""Charts: how an amount went, as bars of which each can be pressed, and as a table."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import flet as ft

from semantics import Chart, OnPaper, Toggle, mark
from views.design import tokens
from views.design.button import Press, link, row
from views.design.button_style import bar_style
from views.design.card import column
from views.design.responsive import beside
from views.design.switch import switch
from views.design.table import table
from views.design.text import body, hint

_HEIGHT: Final = 88
_LEAST: Final = 2
_MANY: Final = 12


class Amount(NamedTuple):
    """What one bar stands for.

    Attributes:
        label: of what it is.
        figure: the amount in words.
        value: the amount; one under nought has the lowest bar.
        spoken: how the figure is said, where its signs read badly.
        on_click: what leads to more about it; None for nothing.
    """

    label: str
    figure: str
    value: int
    spoken: str | None = None
    on_click: Press | None = None


class ChartWords(NamedTuple):
    """What a chart is called, and what is in it.

    Attributes:
        name: what it shows.
        view: what the switch between bars and table chooses.
        bars: the word for its bars.
        table: the word for its table.
        columns: what heads the labels and the figures of the table.
    """

    name: str
    view: str
    bars: str
    table: str
    columns: tuple[str, str]


def chart(words: ChartWords, amounts: Sequence[Amount], *, axis: Sequence[str] = ()) -> ft.Control:
    """Return bars or, one press away, a table of the same figures; under the bars, the figure of the one pressed.

    Args:
        words: what it is called.
        amounts: what its bars stand for, one at least; the last is shown first.
        axis: what stands under the bars, from the first to the last, for who sees them.
    """
    draw: Callable[..., ft.Control] = _chart
    return draw(words, tuple(amounts), tuple(axis))


@ft.component
def _chart(words: ChartWords, amounts: tuple[Amount, ...], axis: tuple[str, ...]) -> ft.Control:
    shown, show = ft.use_state("bars")
    chosen, choose = ft.use_state(amounts[-1].label)
    at = next((rank for rank, each in enumerate(amounts) if each.label == chosen), len(amounts) - 1)
    figures = table(words.name, words.columns, [_figures(each) for each in amounts])
    if shown == "bars":
        spread = [
            ft.Row(
                wrap=True,
                alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                controls=[hint(each, spoken="") for each in axis],
            )
        ]
        parts: list[ft.Control] = [
            _bars(words.name, amounts, at, choose),
            *(spread if axis else []),
            _reading(amounts[at]),
            mark(ft.Container(visible=False, content=figures), OnPaper()),
        ]
    else:
        parts = [figures]
    ways: Mapping[str, str] = {"bars": words.bars, "table": words.table}
    whole = column(switch(words.view, ways, shown, show), *parts, spacing=tokens.SPACE_12)
    whole.margin = ft.Margin.only(top=tokens.SPACE_12)
    return whole


def _bars(name: str, amounts: tuple[Amount, ...], at: int, choose: Callable[[str], Any]) -> ft.Control:
    highest, room = max(1, *(each.value for each in amounts)), 1 if len(amounts) > _MANY else tokens.SPACE_4

    def bar(amount: Amount, *, on: bool) -> ft.Control:
        drawn = ft.Container(
            expand=True,
            height=max(_LEAST, round(_HEIGHT * amount.value / highest)),
            margin=ft.Margin.symmetric(horizontal=room),
            bgcolor=tokens.PRIMARY if on else tokens.LINE,
            border_radius=ft.BorderRadius.only(top_left=2 * room, top_right=2 * room),
        )
        line = ft.Row(height=_HEIGHT, vertical_alignment=ft.CrossAxisAlignment.END, controls=[drawn])
        said = ft.Semantics(
            image=True, label=f"{amount.label}, {amount.spoken or amount.figure}", content=line
        )
        # What a press chooses is the bar's own, and the button is another once another one is chosen.
        button = ft.TextButton(
            content=said, style=bar_style(), on_click=lambda _, label=amount.label: choose(label)
        )
        # One thing for who listens, which else hears a button in a button.
        return ft.MergeSemantics(
            expand=True, content=ft.Semantics(selected=on, content=mark(button, Toggle(on)))
        )

    bars = ft.Row(spacing=0, controls=[bar(each, on=rank == at) for rank, each in enumerate(amounts)])
    return ft.Semantics(container=True, label=name, content=mark(bars, Chart(name)))


def _reading(amount: Amount) -> ft.Control:
    """Return what a bar stands for, in words."""
    if amount.on_click is not None:
        return row(amount.label, amount.on_click, note=amount.figure)
    figure = body(amount.figure, bold=True, spoken=amount.spoken)
    return ft.MergeSemantics(content=beside(body(amount.label), figure))


def _figures(amount: Amount) -> tuple[ft.Control, ft.Control]:
    name = (
        body(amount.label)
        if amount.on_click is None
        else link(amount.label, amount.on_click, size=tokens.TEXT_SIZE)
    )
    return name, body(amount.figure, spoken=amount.spoken)
