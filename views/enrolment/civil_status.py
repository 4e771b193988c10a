"""Votre état civil: the first step of the enrolment."""

from functools import partial

import flet as ft

from app.core.command import Command
from app.enrolment.civil_status import CivilStatus
from app.enrolment.wizard import Enrolment, EnrolmentWizard
from app.rules.identifiers import IdentifierKind
from views.design import tokens
from views.design.button import Press, link, primary, row, secondary
from views.design.card import align_start, card, column, rows
from views.design.checkbox import checkbox
from views.design.choice import choice
from views.design.field import field, use_field_ref
from views.design.notice import Tone, notice
from views.design.responsive import Responsive
from views.design.text import body, hint
from views.enrolment.text import CivilStatusText, EnrolmentText
from views.franceconnect.text import FranceConnectText
from views.shell.form_view import FieldFault, fault_summary, group, use_fault_focus
from views.shell.formats import birth_date, first_names
from views.shell.text import FieldText, WizardText
from views.shell.wizard_view import StepPlace, step
from views.sign_in.text import SignInText
from views.steps.birth_date import birth_date_fields

_NAME_MAX = 120
_NIR_MAX = 40


@ft.component
def civil_status(place: StepPlace, wizard: EnrolmentWizard) -> ft.Control:
    """Return the step."""
    return _step(place, wizard.civil_status, wizard.civil_status.submit, wizard.draft)


@ft.component
def _step(place: StepPlace, state: CivilStatus, submit: Command, draft: Enrolment | None) -> ft.Control:
    refs = {
        name: use_field_ref() for name in ("nir", "birth_name", "used_name", "first_names", "day", "place")
    }
    narrow = ft.use_context(Responsive)
    words = {name: FieldText.civil_status(name, problem) for name, problem in state.problems.items()}
    if state.temporary:
        words["nir"] = ""  # never called wrong: what to do is said on top
    elif "nir" in state.problems:
        words["nir"] = FieldText.identifier(IdentifierKind.NIR, state.problems["nir"])
    faults = [
        FieldFault(SignInText.NIR, words.get("nir", ""), refs["nir"]),
        FieldFault(CivilStatusText.CIVILITY, words.get("civility", ""), None),
        FieldFault(CivilStatusText.BIRTH_NAME, words.get("birth_name", ""), refs["birth_name"]),
        FieldFault(CivilStatusText.USED_NAME, words.get("used_name", ""), refs["used_name"]),
        FieldFault(CivilStatusText.FIRST_NAMES, words.get("first_names", ""), refs["first_names"]),
        FieldFault(CivilStatusText.BIRTH_DATE, words.get("birth_date", ""), refs["day"]),
        FieldFault(CivilStatusText.BIRTH_PLACE, words.get("birth_place", ""), refs["place"]),
    ]
    use_fault_focus(state.attempts, faults)

    def fill() -> None:
        if draft is not None:
            state.fill(draft)

    ft.use_effect(fill, [draft])

    async def send() -> None:
        await state.run()
        _go_on()

    async def confirm() -> None:
        await state.confirm()
        _go_on()

    def _go_on() -> None:
        if submit.completed and not state.questions:
            place.go_on()

    return step(
        place,
        _number(state, refs["nir"], words.get("nir", "")),
        _locked(CivilStatusText.CIVILITY, _said(state.civility))
        if "civility" in state.vouched
        else _civility(state, words.get("civility", "")),
        _names(state, refs, words),
        _locked(CivilStatusText.BIRTH_DATE, birth_date(state.birth_date))
        if "birth_date" in state.vouched
        else birth_date_fields(state, refs["day"], words.get("birth_date", ""), narrow=narrow),
        _locked(CivilStatusText.BIRTH_PLACE, state.place_typed)
        if "birth_place" in state.vouched
        else _birth_place(state, refs["place"], words.get("birth_place", "")),
        _questions(state, confirm),
        primary(WizardText.CONTINUE, send, busy=WizardText.WORKING if submit.slow else None),
        notices=[*_temporary(state), *fault_summary(faults, submit.error)],
    )


def _temporary(state: CivilStatus) -> list[ft.Control]:
    """Lead who has a number that is not for good to what is asked without one."""
    if not state.temporary:
        return []
    go_without = align_start(secondary(CivilStatusText.NO_NIR, state.swap_nir))
    return [
        notice(
            Tone.INFORMATION, CivilStatusText.TEMPORARY, CivilStatusText.TEMPORARY_MORE, go_without, live=True
        )
    ]


def _locked(label: str, value: str) -> ft.Control:
    """What FranceConnect transmitted: read, and not the person's to change."""
    return ft.MergeSemantics(
        content=column(
            body(label, bold=True), body(value), hint(FranceConnectText.TRANSMITTED), spacing=tokens.SPACE_4
        )
    )


def _said(civility: str | None) -> str:
    return CivilStatusText.MADAME if civility == "madame" else CivilStatusText.MONSIEUR


def _number(state: CivilStatus, ref: ft.Ref[ft.TextField], error: str) -> ft.Control:
    number = field(
        SignInText.NIR,
        value=lambda: state.nir,
        on_change=partial(state.type_text, "nir"),
        on_leave=state.leave_nir,
        hint_text=SignInText.NIR_HINT,
        error=error,
        max_length=_NIR_MAX,
        ref=ref,
    )
    swap = link(CivilStatusText.NO_NIR if state.has_nir else SignInText.USE_NIR, state.swap_nir)
    said = notice(Tone.INFORMATION, CivilStatusText.NO_NIR, EnrolmentText.NO_NUMBER_MORE)
    return column(number if state.has_nir else said, align_start(swap), spacing=tokens.SPACE_8)


def _civility(state: CivilStatus, error: str) -> ft.Control:
    async def choose(value: str) -> None:
        state.choose_civility("madame" if value == "madame" else "monsieur")

    options = {"madame": CivilStatusText.MADAME, "monsieur": CivilStatusText.MONSIEUR}
    name = f"{CivilStatusText.CIVILITY}, {error}" if error else CivilStatusText.CIVILITY
    return group(CivilStatusText.CIVILITY, error, choice(name, options, state.civility or "", choose))


def _names(state: CivilStatus, refs: dict[str, ft.Ref[ft.TextField]], words: dict[str, str]) -> ft.Control:
    def take(name: str) -> ft.Control:
        label, purpose, help_text = {
            "birth_name": (CivilStatusText.BIRTH_NAME, ft.AutofillHint.FAMILY_NAME, ""),
            "used_name": (CivilStatusText.USED_NAME, None, ""),
            "first_names": (
                CivilStatusText.FIRST_NAMES,
                ft.AutofillHint.GIVEN_NAME,
                CivilStatusText.FIRST_NAMES_HINT,
            ),
        }[name]
        if name in state.vouched:
            return _locked(
                label,
                (first_names(state.first_name_list) if name == "first_names" else getattr(state, name))
                or CivilStatusText.NO_NAME,
            )
        return field(
            label,
            value=partial(getattr, state, name),
            on_change=partial(state.type_text, name),
            hint_text=help_text,
            error=words.get(name, ""),
            purpose=purpose,
            max_length=_NAME_MAX,
            ref=refs[name],
        )

    asked = "first_names" in state.vouched or not state.no_first_name
    none: list[ft.Control] = []
    if "first_names" not in state.vouched:
        box = checkbox(
            CivilStatusText.NO_FIRST_NAME, value=state.no_first_name, on_change=state.have_no_first_name
        )
        said = [hint(CivilStatusText.NO_FIRST_NAME_MORE)] if state.no_first_name else []
        none = [column(box, said, spacing=tokens.SPACE_4)]
    return column(
        take("birth_name"),
        take("used_name"),
        column([take("first_names")] if asked else [], none, spacing=tokens.SPACE_8),
        spacing=tokens.SPACE_24,
    )


def _birth_place(state: CivilStatus, ref: ft.Ref[ft.TextField], error: str) -> ft.Control:
    lines: list[ft.Control] = [
        field(
            CivilStatusText.BIRTH_PLACE,
            value=lambda: state.place_typed,
            on_change=state.type_place,
            hint_text=CivilStatusText.BIRTH_PLACE_HINT,
            error=error,
            max_length=_NAME_MAX,
            ref=ref,
        )
    ]
    if state.places:
        found = ft.Semantics(
            live_region=True, content=hint(CivilStatusText.found(len(state.places)), bold=True)
        )
        listed = rows(
            *(
                row(
                    CivilStatusText.place(
                        place.label, place.detail, formerly=place.formerly, city=place.city
                    ),
                    partial(state.choose, place),
                )
                for place in state.places
            )
        )
        lines.append(card(found, hint(CivilStatusText.ABROAD), listed))
    elif state.places is not None:
        lines.append(ft.Semantics(live_region=True, content=hint(CivilStatusText.NO_PLACE)))
    return column(*lines, spacing=tokens.SPACE_8)


def _questions(state: CivilStatus, confirm: Press) -> list[ft.Control]:
    if not state.questions:
        return []
    asked = [body(CivilStatusText.QUESTION[question], color=tokens.WARN) for question in state.questions]
    return [
        notice(
            Tone.WARNING,
            CivilStatusText.QUESTIONS,
            CivilStatusText.QUESTIONS_MORE,
            *asked,
            align_start(secondary(CivilStatusText.CONFIRM, confirm)),
            live=True,
            level=2,
        )
    ]
