"""What happened, one thing after the other, with what comes next."""

from typing import NamedTuple

import flet as ft

from semantics import Items, mark
from views.design import tokens
from views.design.card import column
from views.design.text import body, hint

_DOT = 14
_LINE = 2
_DOT_TOP = 6
"""Where a dot stands beside the first line of its words."""


class Moment(NamedTuple):
    """One thing of a timeline.

    Attributes:
        title: what happened, or comes next.
        note: when.
        controls: what is said or done besides.
        ahead: whether it has not happened yet.
    """

    title: str
    note: str = ""
    controls: tuple[ft.Control, ...] = ()
    ahead: bool = False


def timeline(*moments: Moment, label: str) -> ft.Control:
    """Return an ordered list of moments, a dot before each, on a line; `label` is what it is called."""
    last = len(moments) - 1
    listed = column(*(_moment(each, last=rank == last) for rank, each in enumerate(moments)), spacing=0)
    return mark(listed, Items(ordered=True, label=label))


def _moment(moment: Moment, *, last: bool) -> ft.Control:
    title = body(moment.title, bold=not moment.ahead, color=tokens.SOFT if moment.ahead else tokens.INK)
    words = column(
        title, [hint(moment.note)] if moment.note else [], *moment.controls, spacing=tokens.SPACE_4
    )
    words.expand = True
    line = tokens.TRANSPARENT if last else tokens.HAIR
    beside = ft.Container(
        margin=ft.Margin.only(left=(_DOT - _LINE) // 2),
        padding=ft.Padding.only(left=tokens.SPACE_24, bottom=0 if last else tokens.SPACE_24),
        border=ft.Border.only(left=ft.BorderSide(_LINE, line)),
        content=words,
    )
    ring = ft.Border.all(_LINE, tokens.LINE if moment.ahead else tokens.PRIMARY)
    dot = ft.Container(
        left=0,
        top=_DOT_TOP,
        width=_DOT,
        height=_DOT,
        border_radius=_DOT // 2,
        border=ring,
        bgcolor=tokens.CARD if moment.ahead else tokens.PRIMARY,
    )
    return ft.Stack(fit=ft.StackFit.PASS_THROUGH, controls=[beside, dot])
