"""Text in the few shapes that the interface uses, set as French typography asks."""

import re
from dataclasses import replace

import flet as ft

from views.design import tokens

_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_BEFORE_SIGN = re.compile(r" (?=[?!;])")
_BEFORE_COLON = re.compile(r" (?=[:»€%])")
_AFTER_QUOTE = re.compile(r"(?<=«) ")
_IN_FIGURES = re.compile(r"(?<=\d) (?=\d)")


def scale() -> float:
    """Return by what the window being drawn multiplies the sizes of text: its page carries it as `data`."""
    try:
        factor = ft.context.page.data
    except RuntimeError:  # drawn for no window
        return 1.0
    return factor if isinstance(factor, float) else 1.0


def typeset(
    value: str,
    style: ft.TextStyle,
    *,
    color: str | None = None,
    expand: bool = False,
    spoken: str | None = None,
) -> ft.Text:
    """Return `value` with curly apostrophes and no-break spaces.

    A screen reader gets `spoken` where given, else `value` plain.
    """
    set_value = _BEFORE_SIGN.sub(_NARROW, value.replace("'", "’"))
    set_value = _BEFORE_COLON.sub(_NO_BREAK, set_value)
    set_value = _IN_FIGURES.sub(_NO_BREAK, _AFTER_QUOTE.sub(_NO_BREAK, set_value))
    return ft.Text(
        set_value,
        style=replace(style, size=style.size * scale()) if style.size else style,
        color=color,
        expand=expand or None,
        semantics_label=spoken or (value if set_value != value else None),
    )


def body(value: str, *, color: str = tokens.INK, bold: bool = False) -> ft.Text:
    """Return running text."""
    return typeset(value, _plain(tokens.TEXT_SIZE, bold=bold), color=color)


def soft(value: str) -> ft.Text:
    """Return running text of less weight than the rest."""
    return body(value, color=tokens.SOFT)


def hint(value: str, *, color: str = tokens.SOFT, bold: bool = False) -> ft.Text:
    """Return the small text under a label or a figure."""
    return typeset(value, _plain(tokens.HINT_SIZE, bold=bold), color=color)


def heading(value: str, *, size: int = tokens.HEADING_SIZE) -> ft.Semantics:
    """Return the one level-1 heading of a screen."""
    return _heading(1, value, size)


def section(value: str) -> ft.Semantics:
    """Return a level-2 heading: a part of a screen."""
    return _heading(2, value, tokens.SECTION_SIZE)


def display(value: str) -> ft.Text:
    """Return words as large as a heading that are none."""
    return typeset(value, _strong(tokens.AMOUNT_SIZE), color=tokens.INK)


def amount(value: str) -> ft.Text:
    """Return a sum of money, large."""
    return display(value)


def _heading(level: int, value: str, size: int) -> ft.Semantics:
    return ft.Semantics(heading_level=level, content=typeset(value, _strong(size), color=tokens.INK))


def _plain(size: int, *, bold: bool) -> ft.TextStyle:
    weight = tokens.SEMIBOLD if bold else tokens.REGULAR
    return ft.TextStyle(size=size, weight=weight, height=tokens.LINE_HEIGHT, letter_spacing=0)


def _strong(size: int) -> ft.TextStyle:
    return ft.TextStyle(size=size, weight=tokens.BOLD, height=tokens.HEADING_HEIGHT, letter_spacing=0)
