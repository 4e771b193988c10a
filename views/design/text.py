"""Text in the few shapes that the interface uses, set as French typography asks."""

import re
from dataclasses import replace
from functools import cache

import flet as ft

from views.design import tokens
from views.design.responsive import varies
from views.design.window import present_window

_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_BEFORE_SIGN = re.compile(r" (?=[?!;])")
_BEFORE_COLON = re.compile(r" (?=[:»€%])")
_AFTER_QUOTE = re.compile(r"(?<=«) ")
_IN_FIGURES = re.compile(r"(?<=\d) (?=\d)")


def scale() -> float:
    """Return by what the sizes of text are multiplied in the window that is being drawn for.

    Flet 1.0.5 has no scale of text, for a page or a theme, though Flutter has one (`MediaQuery.textScaler`): one would
    expect a page to take it.
    """
    window = present_window()
    return window.text_scale if window is not None else 1.0


def typographic(value: str) -> str:
    """Return `value` with curly apostrophes and no-break spaces."""
    value = _BEFORE_SIGN.sub(_NARROW, value.replace("'", "’"))
    return _IN_FIGURES.sub(_NO_BREAK, _AFTER_QUOTE.sub(_NO_BREAK, _BEFORE_COLON.sub(_NO_BREAK, value)))


def typeset(
    value: str,
    style: ft.TextStyle,
    *,
    color: str | None = None,
    expand: bool = False,
    spoken: str | None = None,
) -> ft.Text:
    """Return `value` as French typography asks.

    A screen reader gets `spoken` where given, which may be nothing, else `value` plain.
    """
    set_value = typographic(value)
    return ft.Text(
        set_value,
        style=_scaled(style),
        color=color,
        expand=expand or None,
        semantics_label=value if spoken is None and set_value != value else spoken,
    )


def body(value: str, *, color: str = tokens.INK, bold: bool = False, spoken: str | None = None) -> ft.Text:
    """Return running text; `spoken` as for `typeset`."""
    return typeset(value, _plain(tokens.TEXT_SIZE, bold=bold), color=color, spoken=spoken)


def soft(value: str, *, spoken: str | None = None) -> ft.Text:
    """Return running text of less weight than the rest; `spoken` as for `typeset`."""
    return body(value, color=tokens.SOFT, spoken=spoken)


def hint(value: str, *, color: str = tokens.SOFT, bold: bool = False, spoken: str | None = None) -> ft.Text:
    """Return the small text under a label or a figure; `spoken` as for `typeset`."""
    return typeset(value, _plain(tokens.HINT_SIZE, bold=bold), color=color, spoken=spoken)


def heading(value: str, *, wide_size: int = tokens.HEADING_SIZE) -> ft.Semantics:
    """Return the one level-1 heading of a screen; `wide_size` is its size in a wide window."""
    return ft.Semantics(heading_level=1, content=_large(value, tokens.HEADING_SIZE, wide_size))


def section(value: str) -> ft.Semantics:
    """Return a level-2 heading: a part of a screen."""
    words = typeset(value, _strong(tokens.SECTION_SIZE), color=tokens.INK)
    return ft.Semantics(heading_level=2, content=words)


def strong(value: str, *, spoken: str | None = None) -> ft.Text:
    """Return a few words as large as the heading of a part that are none; `spoken` as for `typeset`."""
    return typeset(value, _strong(tokens.SECTION_SIZE), color=tokens.INK, spoken=spoken)


def display(value: str) -> ft.Control:
    """Return words as large as a heading that are none."""
    return _large(value, tokens.AMOUNT_SIZE, tokens.AMOUNT_SIZE)


def amount(value: str) -> ft.Control:
    """Return a sum of money, large."""
    return display(value)


def _large(value: str, size: int, wide_size: int) -> ft.Text:
    """Words of which the longest would not fit a narrow window with text twice as large: smaller there."""
    return varies(
        lambda: typeset(value, _strong(size), color=tokens.INK),
        narrow={"style": _scaled(_strong(tokens.NARROW_LARGE_SIZE))},
        wide={"style": _scaled(_strong(wide_size))},
    )


def _scaled(style: ft.TextStyle) -> ft.TextStyle:
    by = scale()
    return replace(style, size=style.size * by) if style.size and by != 1 else style


# One of each is enough: nobody changes a style.
@cache
def _plain(size: int, *, bold: bool) -> ft.TextStyle:
    weight = tokens.SEMIBOLD if bold else tokens.REGULAR
    return ft.TextStyle(size=size, weight=weight, height=tokens.LINE_HEIGHT, letter_spacing=0)


@cache
def _strong(size: int) -> ft.TextStyle:
    return ft.TextStyle(size=size, weight=tokens.BOLD, height=tokens.HEADING_HEIGHT, letter_spacing=0)
