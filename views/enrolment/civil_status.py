"""Votre état civil: the first step of the enrolment."""

from functools import partial

import flet as ft

from app.core.field import Field
from app.enrolment.birth_place import BirthPlaceField, Place
from app.enrolment.civil_status import CivilStatus
from app.enrolment.wizard import Enrolment
from app.rules.identifiers import IdentifierKind
from views.design import tokens
from views.design.button import Press, link, primary, secondary
from views.design.card import align_start, column
from views.design.checkbox import checkbox
from views.design.choice import choice
from views.design.combobox import combobox, options, said
from views.design.details import settled
from views.design.field import field
from views.design.group import sent_together
from views.design.notice import Tone, notice
from views.design.text import body, hint
from views.enrolment.birth_date import birth_date_fields
from views.enrolment.text import BirthDateText, CivilStatusText, EnrolmentText
from views.shell.form_view import FormView, Shown, shown, use_form
from views.shell.formats import birth_date
from views.shell.formats import first_names as joined
from views.shell.text import FieldText, WizardText
from views.shell.wizard_view import StepPlace, step
from views.steps.text import CivilityText, FranceConnectButtonText, IdentifierText

_CIVILITIES = {"madame": CivilityText.MADAME, "monsieur": CivilityText.MONSIEUR}
_NAME_MAX = 120
_NIR_MAX = 40


@ft.component
def civil_status(place: StepPlace, state: CivilStatus, draft: Enrolment | None) -> ft.Control:
    """Return the step; `draft` is what the server knows already."""

    async def send() -> None:
        await state.run()
        _go_on()

    async def confirm() -> None:
        await state.confirm()
        _go_on()

    def _go_on() -> None:
        if state.submit.completed and not state.questions:
            place.go_on()

    def fill() -> None:
        if draft is not None:
            state.fill(draft)

    form = use_form(state, *_shown(state), submit=send)
    ft.use_effect(fill, [draft])
    return step(
        place,
        sent_together(
            _number(form, state),
            _civility(form, state),
            _names(form, state),
            _locked(BirthDateText.LABEL, birth_date(state.birth_date.iso))
            if state.is_vouched(state.birth_date)
            else birth_date_fields(form, state.birth_date),
            _locked(CivilStatusText.BIRTH_PLACE, state.birth_place.typed)
            if state.is_vouched(state.birth_place)
            else _birth_place(form, state.birth_place),
            _questions(state, confirm),
            primary(WizardText.CONTINUE, send, busy=WizardText.WORKING if state.submit.slow else None),
        ),
        notices=[*_temporary(state), *form.summary(state.submit.error)],
    )


def _shown(state: CivilStatus) -> list[Shown]:
    """Return the fields as they are shown."""

    def worded(field: Field, label: str) -> Shown:
        return shown(field, label, partial(FieldText.civil_status, field.name))

    return [
        shown(
            state.nir,
            IdentifierText.NIR,
            # A waiting number is never called wrong: what to do is said on top.
            lambda problem: "" if state.temporary else FieldText.identifier(IdentifierKind.NIR, problem),
        ),
        worded(state.civility, CivilStatusText.CIVILITY),
        worded(state.birth_name, CivilStatusText.BIRTH_NAME),
        worded(state.used_name, CivilStatusText.USED_NAME),
        worded(state.first_names, CivilStatusText.FIRST_NAMES),
        worded(state.birth_date, BirthDateText.LABEL),
        worded(state.birth_place, CivilStatusText.BIRTH_PLACE),
    ]


def _temporary(state: CivilStatus) -> list[ft.Control]:
    """Offer a person with a temporary number to go on without a number."""
    if not state.temporary:
        return []
    go_without = align_start(secondary(CivilStatusText.NO_NIR, state.swap_nir))
    return [
        notice(
            Tone.INFORMATION, CivilStatusText.TEMPORARY, CivilStatusText.TEMPORARY_MORE, go_without, live=True
        )
    ]


def _locked(label: str, value: str) -> ft.Control:
    """Return a value that FranceConnect transmitted: it can be read, and not changed."""
    return settled(label, value, FranceConnectButtonText.TRANSMITTED)


def _number(form: FormView, state: CivilStatus) -> ft.Control:
    number = form.text(state.nir, sends=False, hint_text=IdentifierText.NIR_HINT, max_length=_NIR_MAX)
    swap = link(CivilStatusText.NO_NIR if state.has_nir else IdentifierText.USE_NIR, state.swap_nir)
    without = notice(Tone.INFORMATION, CivilStatusText.NO_NIR, EnrolmentText.NO_NUMBER_MORE, live=True)
    return column(number if state.has_nir else without, align_start(swap), spacing=tokens.SPACE_8)


def _civility(form: FormView, state: CivilStatus) -> ft.Control:
    label, error, chosen = CivilStatusText.CIVILITY, form.words(state.civility), state.civility.value
    if state.is_vouched(state.civility):
        return _locked(label, _CIVILITIES["madame" if chosen == "madame" else "monsieur"])

    async def choose(value: str) -> None:
        state.civility.choose("madame" if value == "madame" else "monsieur")

    return choice(label, _CIVILITIES, chosen or "", choose, error=error, ref=form.ref(state.civility))


def _names(form: FormView, state: CivilStatus) -> ft.Control:
    birth_name, first_names = state.birth_name, state.first_names
    return column(
        _locked(form.label(birth_name), birth_name.text or CivilStatusText.NO_NAME)
        if state.is_vouched(birth_name)
        else form.text(birth_name, sends=False, purpose=ft.AutofillHint.FAMILY_NAME, max_length=_NAME_MAX),
        form.text(state.used_name, sends=False, max_length=_NAME_MAX, required=False),
        _locked(form.label(first_names), joined(first_names.names) or CivilStatusText.NO_NAME)
        if state.is_vouched(first_names)
        else _first_names(form, state),
        spacing=tokens.SPACE_24,
    )


def _first_names(form: FormView, state: CivilStatus) -> ft.Control:
    none = state.no_first_name
    asked = form.text(
        state.first_names,
        sends=False,
        hint_text=CivilStatusText.FIRST_NAMES_HINT,
        purpose=ft.AutofillHint.GIVEN_NAME,
        max_length=_NAME_MAX,
    )
    box = checkbox(CivilStatusText.NO_FIRST_NAME, value=none.ticked, on_change=none.tick)
    more = [hint(CivilStatusText.NO_FIRST_NAME_MORE)] if none.ticked else []
    return column(
        [] if none.ticked else [asked], [column(box, more, spacing=tokens.SPACE_4)], spacing=tokens.SPACE_8
    )


def _birth_place(form: FormView, state: BirthPlaceField) -> ft.Control:
    box = field(
        form.label(state),
        value=lambda: state.typed,
        on_change=state.type,
        hint_text=CivilStatusText.BIRTH_PLACE_HINT,
        error=form.words(state),
        max_length=_NAME_MAX,
        ref=form.ref(state),
    )
    return combobox(box, _found(state))


def _found(state: BirthPlaceField) -> ft.Control | None:
    """Return what was found for what is typed, or what was chosen of it."""
    if state.found:
        number = CivilStatusText.found(len(state.found))
        listed = [(_named(place), partial(state.choose, place)) for place in state.found]
        return options(number, CivilStatusText.ABROAD, listed)
    if state.found is not None:
        return said(CivilStatusText.NO_PLACE)
    if state.found_here is None:
        return None
    return said(CivilStatusText.chosen(_named(state.found_here)), is_news=state.is_news)


def _named(place: Place) -> str:
    return CivilStatusText.place(place.label, place.detail, formerly=place.formerly, city=place.city)


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
