"""What can be pressed: buttons, links and rows that lead somewhere."""

from collections.abc import Callable
from typing import Any, TypeAlias

import flet as ft

from views.design import tokens
from views.design.button_style import link_style
from views.design.responsive import beside
from views.design.text import hint, typeset

Press: TypeAlias = Callable[..., Any]
"""What a press calls: a function or a coroutine function, with the event or without."""


def primary(label: str, on_click: Press, *, busy: str | None = None, opens: str | None = None) -> ft.Control:
    """Return the one main button of a screen; `opens` is an address that the browser shows in place of the page.

    While its action runs it says `busy` and stays as it is: a disabled button would lose the focus, and a second
    press is harmless since a `Command` runs once at a time.
    """
    action = ft.OpenUrl(opens, target=ft.UrlTarget.SELF) if opens is not None else None
    return ft.FilledButton(content=_label(busy or label, tokens.ON_PRIMARY), on_click=on_click, action=action)


def secondary(
    label: str, on_click: Press, *, spoken: str | None = None, autofocus: bool = False
) -> ft.Control:
    """Return a button beside the main one.

    Args:
        label: its words.
        on_click: what a press does.
        spoken: its accessible name where the label says too little.
        autofocus: whether it takes the focus when it appears.
    """
    content = _label(label, None, spoken=spoken)
    return ft.OutlinedButton(content=content, on_click=on_click, autofocus=autofocus)


def text_button(label: str, on_click: Press, *, spoken: str | None = None) -> ft.Control:
    """Return a button with no frame. `spoken` is its accessible name where the label says too little."""
    content = _label(label, tokens.PRIMARY, tokens.HINT_SIZE, spoken=spoken)
    content.margin = ft.Margin.symmetric(horizontal=tokens.SPACE_8)
    return ft.TextButton(content=content, on_click=on_click)


def link(
    label: str,
    on_click: Press,
    *,
    color: str = tokens.PRIMARY,
    size: int = tokens.HINT_SIZE,
    spoken: str | None = None,
    opens: str | None = None,
    inset: int = 0,
) -> ft.Control:
    """Return an underlined link to another screen, or to a field of this one; `spoken` as for `secondary`.

    `opens` is an address that the browser shows beside the program, in the gesture itself: what a browser lets through.
    `inset` is the room beside the words, in logical pixels, over that of every link.
    """
    content = _label(label, color, size, underline=True, spoken=spoken)
    if inset:
        content.margin = ft.Margin.symmetric(horizontal=inset)
    return _link(content, on_click, opens=opens)


def nav_link(label: str, on_click: Press, *, selected: bool = False, quiet: bool = False) -> ft.Control:
    """Return a link of the bars: not underlined, tinted where one stands, `quiet` among its likes."""
    color = tokens.ON_TINT if selected else tokens.SOFT if quiet else tokens.PRIMARY
    content = _label(label, color)
    content.margin = ft.Margin.symmetric(horizontal=tokens.SPACE_12)
    return _link(content, on_click, selected=selected)


def row(
    label: str,
    on_click: Press,
    *,
    note: str = "",
    waiting: bool = False,
    ref: ft.Ref[ft.TextButton] | None = None,
) -> ft.Control:
    """Return a full-width row that leads somewhere, with a short `note` at its end.

    While it is `waiting` it keeps its place and its name, and cannot be pressed. `ref` is for who gives it the focus.
    """
    color = tokens.SOFT if waiting else tokens.PRIMARY
    words: ft.Control = _label(label, color)
    if note:
        words = ft.Container(content=beside(words, hint(note, bold=True)))
    words.expand = True
    arrow = _label("›", tokens.TRANSPARENT if waiting else color, tokens.SECTION_SIZE, spoken="")
    content = ft.Row(
        spacing=tokens.SPACE_8, margin=ft.Margin.symmetric(vertical=tokens.SPACE_4), controls=[words, arrow]
    )
    return _link(content, on_click, disabled=waiting, ref=ref)


def _link(
    content: ft.Control,
    on_click: Press,
    *,
    selected: bool = False,
    opens: str | None = None,
    disabled: bool = False,
    ref: ft.Ref[ft.TextButton] | None = None,
) -> ft.Control:
    action = ft.OpenUrl(opens, target=ft.UrlTarget.BLANK) if opens is not None else None
    # The others look as the theme says.
    style = link_style(tint=tokens.TINT, ink=tokens.INK, resting=tokens.TINT) if selected else None
    return ft.MergeSemantics(
        content=ft.Semantics(
            link=True,
            selected=selected or None,
            content=ft.TextButton(
                ref=ref, content=content, on_click=on_click, style=style, action=action, disabled=disabled
            ),
        )
    )


def _label(
    value: str,
    color: str | None,
    size: int = tokens.TEXT_SIZE,
    *,
    underline: bool = False,
    spoken: str | None = None,
) -> ft.Text:
    style = ft.TextStyle(
        size=size,
        weight=tokens.SEMIBOLD,
        height=tokens.LINE_HEIGHT,
        letter_spacing=0,
        decoration=ft.TextDecoration.UNDERLINE if underline else None,
        decoration_color=color if underline else None,
    )
    return typeset(value, style, color=color, spoken=spoken)
