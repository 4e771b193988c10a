"""A date in three boxes, wherever one is asked."""

from collections.abc import Callable
from typing import Any, Final

import flet as ft

from app.core.field import PartialDate, Text
from views.design import tokens
from views.design.checkbox import checkbox
from views.design.field import field
from views.design.group import group
from views.design.responsive import in_line
from views.design.text import body, hint, scale
from views.shell.form_view import FormView
from views.steps.text import DateText

# Room for a whole date, which is taken apart.
_PART_MAX: Final = 30
_DAY_WIDTH: Final = 88
_YEAR_WIDTH: Final = 120
"""In logical pixels: the three side by side in the narrowest window that is not `narrow`."""

BIRTHDAY: Final = (
    ft.AutofillHint.BIRTHDAY_DAY,
    ft.AutofillHint.BIRTHDAY_MONTH,
    ft.AutofillHint.BIRTHDAY_YEAR,
)


def date_fields(
    form: FormView,
    date: PartialDate,
    label: str,
    *,
    note: str = DateText.HINT,
    purposes: tuple[ft.AutofillHint, ...] = (),
    in_part: bool = False,
    required: bool = True,
    on_leave: Callable[[], Any] | None = None,
) -> ft.Control:
    """Return day, month and year under one name, with what is wrong with them.

    They stand side by side, or one under the other in a narrow window.

    Args:
        form: what draws the form.
        date: what is typed.
        label: the name.
        note: what helps to fill them in.
        purposes: what the system may fill in, for each.
        in_part: whether the day or the month may be unknown.
        required: whether it must be filled in.
        on_leave: called when one of them loses the focus.
    """
    parts = (
        (date.day, DateText.DAY, _DAY_WIDTH, form.ref(date)),
        (date.month, DateText.MONTH, _DAY_WIDTH, None),
        (date.year, DateText.YEAR, _YEAR_WIDTH, None),
    )

    def box(rank: int, part: Text, name: str, width: int, ref: ft.Ref[ft.TextField] | None) -> ft.Control:
        boxed = field(
            name,
            value=lambda: part.text,
            on_change=part.type,
            on_leave=on_leave,
            keyboard=ft.KeyboardType.NUMBER,
            purpose=purposes[rank] if purposes else None,
            max_length=_PART_MAX,
            ref=ref,
            required=required,
            error=form.words(date),
            error_shown=False,
        )
        return in_line(boxed, width * scale())

    boxes = [box(rank, *part) for rank, part in enumerate(parts)]
    # One row, which wraps: were it a row or a column, a window turned would have the fields made anew.
    laid_out = ft.Row(wrap=True, spacing=tokens.SPACE_12, run_spacing=tokens.SPACE_12, controls=boxes)
    named = ft.Semantics(container=True, label=label, content=laid_out)
    unknown = [checkbox(DateText.IN_PART, value=date.in_part, on_change=date.know_in_part)] if in_part else []
    return group(
        body(label, bold=True),
        named,
        *unknown,
        error=form.words(date),
        note=hint(DateText.IN_PART_HINT if date.in_part else note),
    )
