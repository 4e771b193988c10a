"""What can be pressed: buttons, links and rows that lead somewhere."""

from collections.abc import Callable
from typing import Any, TypeAlias

import flet as ft

from views.design import tokens
from views.design.narrow import beside
from views.design.text import hint, typeset

Press: TypeAlias = Callable[..., Any]
"""What a press calls: a function or a coroutine function, with the event or without."""

_FOCUSED, _HOVERED, _DEFAULT = ft.ControlState.FOCUSED, ft.ControlState.HOVERED, ft.ControlState.DEFAULT
# The accent has 3:1 beside the main colour only: what stands on paper takes its ring in ink.
_RING = ft.BorderSide(tokens.RING, tokens.ACCENT)
_INK_RING = ft.BorderSide(tokens.RING, tokens.INK)
_PADDING = ft.Padding.symmetric(vertical=tokens.SPACE_16, horizontal=tokens.SPACE_24)


def primary(label: str, on_click: Press, *, busy: str | None = None) -> ft.Control:
    """Return the one main button of a screen.

    While its action runs it says `busy` and stays as it is: a disabled button would lose the focus, and a second
    press is harmless since a `Command` runs once at a time.
    """
    return ft.FilledButton(
        content=_label(busy or label, tokens.ON_PRIMARY),
        on_click=on_click,
        style=ft.ButtonStyle(
            bgcolor=tokens.PRIMARY,
            overlay_color=tokens.TRANSPARENT,
            elevation=0,
            padding=_PADDING,
            side={_FOCUSED: _RING, _DEFAULT: ft.BorderSide(tokens.RING, tokens.PRIMARY)},
            shape=ft.RoundedRectangleBorder(radius=tokens.BUTTON_RADIUS),
            animation_duration=0,
        ),
    )


def secondary(label: str, on_click: Press, *, spoken: str | None = None) -> ft.Control:
    """Return a button beside the main one. `spoken` is its accessible name where the label says too little."""
    return ft.OutlinedButton(
        content=_label(label, None, spoken=spoken),
        on_click=on_click,
        style=ft.ButtonStyle(
            color={_FOCUSED: tokens.ON_PRIMARY, _DEFAULT: tokens.PRIMARY},
            bgcolor={_FOCUSED: tokens.PRIMARY, _HOVERED: tokens.TINT, _DEFAULT: tokens.CARD},
            overlay_color=tokens.TRANSPARENT,
            elevation=0,
            padding=_PADDING,
            side={_FOCUSED: _RING, _DEFAULT: ft.BorderSide(tokens.BORDER, tokens.PRIMARY)},
            shape=ft.RoundedRectangleBorder(radius=tokens.BUTTON_RADIUS),
            animation_duration=0,
        ),
    )


def text_button(label: str, on_click: Press, *, spoken: str | None = None) -> ft.Control:
    """Return a button with no frame. `spoken` is its accessible name where the label says too little."""
    return ft.TextButton(
        content=_label(label, tokens.PRIMARY, tokens.HINT_SIZE, spoken=spoken),
        on_click=on_click,
        style=_bare(),
    )


def link(
    label: str,
    on_click: Press,
    *,
    color: str = tokens.PRIMARY,
    size: int = tokens.HINT_SIZE,
    spoken: str | None = None,
    opens: str | None = None,
) -> ft.Control:
    """Return an underlined link to another screen, or to a field of this one; `spoken` as for `secondary`.

    `opens` is an address that the browser shows beside the program, in the gesture itself: what a browser lets through.
    """
    content = _label(label, color, size, underline=True, spoken=spoken)
    return _link(content, on_click, _bare(horizontal=0), opens=opens)


def nav_link(label: str, on_click: Press, *, selected: bool = False, quiet: bool = False) -> ft.Control:
    """Return a link of the bars: not underlined, tinted where one stands, `quiet` among its likes."""
    color = tokens.ON_TINT if selected else tokens.SOFT if quiet else tokens.PRIMARY
    style = _bare(horizontal=tokens.SPACE_12, vertical=tokens.SPACE_8, selected=selected)
    return _link(_label(label, color), on_click, style, selected=selected)


def row(label: str, on_click: Press, *, note: str = "") -> ft.Control:
    """Return a full-width row that leads somewhere, with a short `note` at its end."""
    words = _label(label, tokens.PRIMARY)
    content = ft.Row(
        spacing=tokens.SPACE_8,
        controls=[
            ft.Container(
                expand=True,
                content=beside(words, hint(note, bold=True)) if note else words,
            ),
            ft.Semantics(exclude_semantics=True, content=_label("›", tokens.PRIMARY, tokens.SECTION_SIZE)),
        ],
    )
    return _link(content, on_click, _bare(horizontal=0, vertical=tokens.SPACE_12))


def _link(
    content: ft.Control,
    on_click: Press,
    style: ft.ButtonStyle,
    *,
    selected: bool = False,
    opens: str | None = None,
) -> ft.Control:
    action = ft.OpenUrl(opens, target=ft.UrlTarget.BLANK) if opens is not None else None
    return ft.MergeSemantics(
        content=ft.Semantics(
            link=True,
            selected=selected or None,
            content=ft.TextButton(content=content, on_click=on_click, style=style, action=action),
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


def _bare(
    *, horizontal: int = tokens.SPACE_8, vertical: int = tokens.SPACE_8, selected: bool = False
) -> ft.ButtonStyle:
    return ft.ButtonStyle(
        padding=ft.Padding.symmetric(vertical=vertical, horizontal=horizontal),
        alignment=ft.Alignment.CENTER_LEFT,
        bgcolor={
            _FOCUSED: tokens.TINT,
            _HOVERED: tokens.TINT,
            _DEFAULT: tokens.TINT if selected else tokens.TRANSPARENT,
        },
        overlay_color=tokens.TRANSPARENT,
        side={_FOCUSED: _INK_RING, _DEFAULT: ft.BorderSide(tokens.RING, tokens.TRANSPARENT)},
        shape=ft.RoundedRectangleBorder(radius=tokens.SPACE_8),
        animation_duration=0,
    )
