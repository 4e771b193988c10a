"""A field that finds what begins with what is typed in it, and what was found, to choose from."""

from collections.abc import Sequence

import flet as ft

from semantics import Combobox, Options, mark
from views.design import tokens
from views.design.button import Press, row
from views.design.card import card, column
from views.design.items import lined
from views.design.text import hint


def combobox(box: ft.Control, below: ft.Control | None) -> ft.Control:
    """Return a field with what stands below it: `options`, or a `said` line; None where nothing was looked for."""
    return mark(column(box, [] if below is None else [below], spacing=tokens.SPACE_8), Combobox())


def options(label: str, note: str, found: Sequence[tuple[str, Press]]) -> ft.Control:
    """Return what was found, to choose from.

    Args:
        label: how many they are; said as they come.
        note: what helps to choose.
        found: each with what choosing it does, or where it leads.
    """
    listed = lined(*(row(words, choose, option=True) for words, choose in found))
    return card(said(label, bold=True), hint(note), mark(listed, Options(label)))


def said(words: str, *, bold: bool = False, is_news: bool = True) -> ft.Control:
    """Return a line that a screen reader says as it comes: what was chosen, or that nothing was found.

    Args:
        words: the line.
        bold: whether it stands out.
        is_news: whether it is said; not where one comes back to it.
    """
    return ft.Semantics(live_region=is_news, content=hint(words, bold=bold))
