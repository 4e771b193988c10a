"""A box to tick, with its words."""

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from semantics import Choices, Label, mark
from views.design import tokens
from views.design.controlled import use_controlled
from views.design.text import body

_INSET = 11
"""From the edge of Material's checkbox to its box, in logical pixels."""


@ft.component
def checkbox(
    label: str,
    *,
    value: bool,
    on_change: Callable[[bool], Awaitable[None]],
    required: bool = False,
    error: str = "",
    ref: ft.Ref[Any] | None = None,
) -> ft.Control:
    """Return a box ticked or not.

    Args:
        label: visible words and accessible name.
        value: whether it is ticked.
        on_change: called with whether it is ticked now.
        required: whether it must be ticked.
        error: what is wrong and how to mend it, in words that the screen shows; said after the name, empty when
            nothing is.
        ref: where the `Checkbox` is put, for what leads to it.
    """
    ticked = use_controlled(value, ref)

    async def change(event: ft.Event[ft.Checkbox]) -> None:
        ticked.hear(bool(event.data))
        await on_change(bool(event.data))

    async def press() -> None:
        await on_change(not ticked.value)

    box = ft.Checkbox(
        ref=ticked.ref,
        semantics_label=f"{label}. {error}" if error else label,
        value=ticked.value,
        on_change=change,
        active_color=tokens.PRIMARY,
        check_color=tokens.ON_PRIMARY,
        shape=ft.RoundedRectangleBorder(radius=tokens.SPACE_4),
        border_side={
            ft.ControlState.FOCUSED: ft.BorderSide(tokens.RING, tokens.ACCENT),
            ft.ControlState.SELECTED: ft.BorderSide(tokens.BORDER, tokens.PRIMARY),
            ft.ControlState.DEFAULT: ft.BorderSide(tokens.BORDER, tokens.ERROR if error else tokens.LINE),
        },
    )
    # Material's own label does not wrap. This one can be pressed all the same.
    words = ft.Semantics(
        expand=True,
        exclude_semantics=True,
        content=ft.GestureDetector(on_tap=press, content=mark(body(label), Label())),
    )
    return mark(
        ft.Row(
            spacing=0,
            # Material keeps room around the box for the finger: moved back, it aligns with the edge of the fields.
            transform=ft.Transform(matrix=ft.Matrix4.translation_values(-_INSET, 0, 0)),
            controls=[box, words],
        ),
        Choices(required=required, error=error),
    )
