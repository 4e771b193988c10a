"""Date de naissance: three fields, wherever it is asked; and the screen that asks nothing else."""

from functools import partial

import flet as ft

from api_client.errors import CodeRefused
from app.core.command import Command
from app.enrolment.civil_status import CivilStatus
from app.steps.birth_date import BirthDate
from views.design import tokens
from views.design.button import Press, link, primary
from views.design.card import align_start, column
from views.design.checkbox import checkbox
from views.design.field import field, use_field_ref
from views.design.notice import Tone, notice
from views.design.responsive import Responsive
from views.design.text import heading, hint, scale, soft
from views.enrolment.text import CivilStatusText, ResumptionText
from views.shell.form_view import FieldFault, fault_summary, group, use_fault_focus
from views.shell.layout import Layout, screen
from views.shell.text import FieldText, WizardText

# Room for a whole date, which is taken apart.
_PART_MAX = 30
_DAY_WIDTH = 88
_YEAR_WIDTH = 120
"""In logical pixels: the three side by side in the narrowest window that is not `narrow`."""
_WHOLE_LINE = 10_000


def birth_date_fields(
    state: CivilStatus | BirthDate, ref: ft.Ref[ft.TextField], error: str, *, narrow: bool
) -> ft.Control:
    """Return day, month and year under one name, with what is wrong with them; `ref` is the day's.

    They stand side by side, or one under the other in a narrow window.
    """

    def part(
        name: str, label: str, purpose: ft.AutofillHint, first: ft.Ref[ft.TextField] | None
    ) -> ft.Control:
        share = _YEAR_WIDTH if name == "year" else _DAY_WIDTH
        return ft.Container(
            # Wider than any window it has a line to itself.
            width=_WHOLE_LINE if narrow else share * scale(),
            content=field(
                label,
                value=partial(getattr, state, name),
                on_change=partial(state.type_text, name),
                keyboard=ft.KeyboardType.NUMBER,
                purpose=purpose,
                max_length=_PART_MAX,
                ref=first,
                error=error,
                error_shown=False,
            ),
        )

    parts = [
        part("day", CivilStatusText.DAY, ft.AutofillHint.BIRTHDAY_DAY, ref),
        part("month", CivilStatusText.MONTH, ft.AutofillHint.BIRTHDAY_MONTH, None),
        part("year", CivilStatusText.YEAR, ft.AutofillHint.BIRTHDAY_YEAR, None),
    ]
    # One row, which wraps: were it a row or a column, a window turned would have the fields made anew.
    laid_out = ft.Row(wrap=True, spacing=tokens.SPACE_12, run_spacing=tokens.SPACE_12, controls=parts)
    named = ft.Semantics(container=True, label=CivilStatusText.BIRTH_DATE, content=laid_out)
    unknown = checkbox(CivilStatusText.DATE_IN_PART, value=state.in_part, on_change=state.know_in_part)
    return group(
        CivilStatusText.BIRTH_DATE,
        error,
        hint(CivilStatusText.DATE_IN_PART_HINT if state.in_part else CivilStatusText.BIRTH_DATE_HINT),
        named,
        unknown,
    )


@ft.component
def birth_date_form(state: BirthDate, submit: Command, back: Press) -> ft.Control:
    """Return the screen that asks for the date of birth of whoever takes up an enrolment; `back` begins that again."""
    ref, narrow = use_field_ref(), ft.use_context(Responsive)
    words = FieldText.civil_status("birth_date", state.problem) if state.problem is not None else ""
    faults = [FieldFault(CivilStatusText.BIRTH_DATE, words, ref)]
    use_fault_focus(state.attempts, faults)
    said = fault_summary(faults, submit.error)
    if isinstance(submit.error, CodeRefused):
        wrong = ResumptionText.another_date(submit.error.tries_left)
        said = [notice(Tone.ERROR, ResumptionText.ANOTHER_DATE, wrong, live=True, level=2)]
    return screen(
        ResumptionText.BIRTH_DATE,
        column(
            column(heading(ResumptionText.BIRTH_DATE), soft(ResumptionText.BIRTH_DATE_WHY), said),
            birth_date_fields(state, ref, words, narrow=narrow),
            primary(WizardText.CONTINUE, state.run, busy=WizardText.WORKING if submit.slow else None),
            align_start(link(ResumptionText.AGAIN, back)),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )
