"""Date de naissance: three boxes, wherever it is asked."""

import flet as ft

from app.core.field import PartialDate, Text
from views.design import tokens
from views.design.checkbox import checkbox
from views.design.field import field
from views.design.group import group
from views.design.responsive import in_line
from views.design.text import hint, scale
from views.enrolment.text import BirthDateText
from views.shell.form_view import FormView

# Room for a whole date, which is taken apart.
_PART_MAX = 30
_DAY_WIDTH = 88
_YEAR_WIDTH = 120
"""In logical pixels: the three side by side in the narrowest window that is not `narrow`."""


def birth_date_fields(form: FormView, date: PartialDate) -> ft.Control:
    """Return day, month and year under one name, with what is wrong with them.

    They stand side by side, or one under the other in a narrow window.
    """

    def box(
        part: Text, label: str, purpose: ft.AutofillHint, width: int, ref: ft.Ref[ft.TextField] | None = None
    ) -> ft.Control:
        boxed = field(
            label,
            value=lambda: part.text,
            on_change=part.type,
            keyboard=ft.KeyboardType.NUMBER,
            purpose=purpose,
            max_length=_PART_MAX,
            ref=ref,
            error=form.words(date),
            error_shown=False,
        )
        return in_line(boxed, width * scale())

    boxes = [
        box(date.day, BirthDateText.DAY, ft.AutofillHint.BIRTHDAY_DAY, _DAY_WIDTH, form.ref(date)),
        box(date.month, BirthDateText.MONTH, ft.AutofillHint.BIRTHDAY_MONTH, _DAY_WIDTH),
        box(date.year, BirthDateText.YEAR, ft.AutofillHint.BIRTHDAY_YEAR, _YEAR_WIDTH),
    ]
    # One row, which wraps: were it a row or a column, a window turned would have the fields made anew.
    laid_out = ft.Row(wrap=True, spacing=tokens.SPACE_12, run_spacing=tokens.SPACE_12, controls=boxes)
    named = ft.Semantics(container=True, label=BirthDateText.LABEL, content=laid_out)
    unknown = checkbox(BirthDateText.IN_PART, value=date.in_part, on_change=date.know_in_part)
    return group(
        BirthDateText.LABEL,
        named,
        unknown,
        error=form.words(date),
        note=hint(BirthDateText.IN_PART_HINT if date.in_part else BirthDateText.HINT),
    )
