"""A slider: an amount chosen between two others, and a field beside it that holds the same in figures."""

from collections.abc import Callable
from typing import Any, cast

import flet as ft

from semantics import Field, Hint, Label, mark
from views.design import tokens
from views.design.card import column
from views.design.field import field
from views.design.text import body, hint


@ft.component
def slider(
    label: str,
    *,
    value: int,
    on_change: Callable[[int], Any],
    least: int,
    most: int,
    step: int,
    words: Callable[[int], str],
    field_label: str,
    hint_text: str = "",
) -> ft.Control:
    """Return a slider with its field.

    Args:
        label: visible label and accessible name.
        value: what is chosen, a multiple of `step` from `least` to `most`.
        on_change: called at once with what is chosen, by the slider or by the field.
        least: the lowest value.
        most: the highest value.
        step: between two values; what is typed in the field is rounded to it.
        words: says a value: at the ends, and to who listens.
        field_label: what the field is called.
        hint_text: help under the label.
    """
    typed, set_typed = ft.use_state(cast("str | None", None))

    def moved(event: ft.Event[ft.Slider]) -> None:
        chosen = _nearest(float(event.control.value or 0), least, most, step)
        set_typed(None)
        if chosen != value:
            on_change(chosen)

    def write(text: str) -> None:
        set_typed(text)
        digits = "".join(text.split())
        if digits.isascii() and digits.isdecimal():
            chosen = _nearest(int(digits[:9]), least, most, step)
            if chosen != value:
                on_change(chosen)

    above = ft.Semantics(
        exclude_semantics=True,
        content=column(
            mark(body(label, bold=True), Label()),
            *([mark(hint(hint_text), Hint())] if hint_text else []),
            spacing=tokens.SPACE_4,
        ),
    )
    track = ft.Slider(
        value=value,
        min=least,
        max=most,
        divisions=(most - least) // step,
        label=words(value),
        active_color=tokens.PRIMARY,
        inactive_color=tokens.HAIR,
        thumb_color=tokens.PRIMARY,
        padding=0,
        on_change=moved,
    )
    ends = ft.Row(
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        controls=[hint(words(least), spoken=""), hint(words(most), spoken="")],
    )
    named = ft.Semantics(label=", ".join(filter(None, (label, hint_text))), content=track)
    return column(
        mark(ft.Container(content=column(above, named, ends, spacing=tokens.SPACE_4)), Field(required=False)),
        field(
            field_label,
            value=lambda: str(value) if typed is None else typed,
            on_change=write,
            on_leave=lambda: set_typed(None),
            on_submit=lambda _: set_typed(None),
            keyboard=ft.KeyboardType.NUMBER,
            max_length=9,
            required=False,
        ),
        spacing=tokens.SPACE_12,
    )


def _nearest(amount: float, least: int, most: int, step: int) -> int:
    return min(most, max(least, least + round((amount - least) / step) * step))
