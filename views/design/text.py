"""Text in the few shapes that the interface uses, set as French typography asks."""

import re
from dataclasses import replace

import flet as ft

from views.design import tokens
from views.design.responsive import Responsive

_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_BEFORE_SIGN = re.compile(r" (?=[?!;])")
_BEFORE_COLON = re.compile(r" (?=[:»€%])")
_AFTER_QUOTE = re.compile(r"(?<=«) ")
_IN_FIGURES = re.compile(r"(?<=\d) (?=\d)")


def scale() -> float:
    """Return by what the window being drawn multiplies the sizes of text: its page carries it as `data`.

    Flet 1.0.5 has no scale of text, for a page or a theme, though Flutter has one (`MediaQuery.textScaler`): one would
    expect a page to take it.
    """
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

    A screen reader gets `spoken` where given, which may be nothing, else `value` plain.
    """
    set_value = _BEFORE_SIGN.sub(_NARROW, value.replace("'", "’"))
    set_value = _BEFORE_COLON.sub(_NO_BREAK, set_value)
    set_value = _IN_FIGURES.sub(_NO_BREAK, _AFTER_QUOTE.sub(_NO_BREAK, set_value))
    return ft.Text(
        set_value,
        style=replace(style, size=style.size * scale()) if style.size else style,
        color=color,
        expand=expand or None,
        semantics_label=value if spoken is None and set_value != value else spoken,
    )


def body(value: str, *, color: str = tokens.INK, bold: bool = False, spoken: str | None = None) -> ft.Text:
    """Return running text; `spoken` as for `typeset`."""
    return typeset(value, _plain(tokens.TEXT_SIZE, bold=bold), color=color, spoken=spoken)


def soft(value: str) -> ft.Text:
    """Return running text of less weight than the rest."""
    return body(value, color=tokens.SOFT)


def hint(value: str, *, color: str = tokens.SOFT, bold: bool = False) -> ft.Text:
    """Return the small text under a label or a figure."""
    return typeset(value, _plain(tokens.HINT_SIZE, bold=bold), color=color)


def heading(value: str, *, size: int = tokens.HEADING_SIZE) -> ft.Semantics:
    """Return the one level-1 heading of a screen."""
    return ft.Semantics(heading_level=1, content=_large(value, size))


def section(value: str) -> ft.Semantics:
    """Return a level-2 heading: a part of a screen."""
    words = typeset(value, _strong(tokens.SECTION_SIZE), color=tokens.INK)
    return ft.Semantics(heading_level=2, content=words)


def display(value: str) -> ft.Control:
    """Return words as large as a heading that are none."""
    return _large(value, tokens.AMOUNT_SIZE)


def amount(value: str) -> ft.Control:
    """Return a sum of money, large."""
    return display(value)


@ft.component
def _large(value: str, size: int) -> ft.Text:
    """Words of which the longest would not fit a narrow window with text twice as large: smaller there."""
    fitting = min(size, tokens.NARROW_LARGE_SIZE) if ft.use_context(Responsive) else size
    return typeset(value, _strong(fitting), color=tokens.INK)


def _plain(size: int, *, bold: bool) -> ft.TextStyle:
    weight = tokens.SEMIBOLD if bold else tokens.REGULAR
    return ft.TextStyle(size=size, weight=weight, height=tokens.LINE_HEIGHT, letter_spacing=0)


def _strong(size: int) -> ft.TextStyle:
    return ft.TextStyle(size=size, weight=tokens.BOLD, height=tokens.HEADING_HEIGHT, letter_spacing=0)
