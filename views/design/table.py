"""Tables of names and their figures."""

from collections.abc import Sequence

import flet as ft

from semantics import Cell, Line, Table, mark
from views.design import tokens
from views.design.card import column
from views.design.responsive import WHOLE_LINE, vary
from views.design.text import hint
from views.design.window import use_room


def table(name: str, columns: tuple[str, str], lines: Sequence[tuple[ft.Control, ft.Control]]) -> ft.Column:
    """Return a table of two columns: names, and the figure of each at the end of its line.

    Args:
        name: what the table is called, for who does not see what it stands under.
        columns: what heads the names and the figures.
        lines: a name and its figure, each.
    """
    heads = _line(hint(columns[0], bold=True), hint(columns[1], bold=True), first=True)
    return mark(column(heads, *(_line(*each) for each in lines), spacing=0), Table(name))


@ft.component
def _line(name: ft.Control, figure: ft.Control, *, first: bool = False) -> ft.Control:
    room, line = use_room(), ft.BorderSide(0 if first else 1, tokens.HAIR)
    cells: list[ft.Control] = [
        vary(
            mark(ft.Container(expand=True, content=name), Cell("col" if first else "row")),
            room,
            narrow={"expand": None, "width": WHOLE_LINE},
        ),
        mark(ft.Container(content=figure), Cell("col" if first else "")),
    ]
    # In a narrow window a figure stands under its name.
    row = vary(
        ft.Row(spacing=tokens.SPACE_16, run_spacing=0, controls=cells),
        room,
        narrow={"wrap": True, "spacing": 0},
    )
    box = ft.Container(
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_12),
        border=ft.Border.only(top=line),
        content=row,
    )
    return mark(ft.MergeSemantics(content=box), Line())
