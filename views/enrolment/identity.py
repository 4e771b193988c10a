"""Votre titre d'identité, as a step of the enrolment: its number, or a copy."""

import flet as ft

from app.core.command import Command
from app.steps.identity_document import Identity
from views.design import tokens
from views.design.button import primary
from views.design.card import column
from views.design.choice import choice
from views.design.field import field, use_field_ref
from views.design.text import body
from views.shell.error_text import ErrorText
from views.shell.form_view import FieldFault, fault_summary, use_fault_focus
from views.shell.text import FieldText, WizardText
from views.shell.wizard_view import StepPlace, step
from views.steps.identity_document import KINDS, NUMBER_MAX, scan_card
from views.steps.text import IdentityText


@ft.component
def identity(place: StepPlace, state: Identity, pass_on: Command) -> ft.Control:
    """Return the step; `pass_on` goes on without a French document."""
    return _step(place, state, state.submit, pass_on)


@ft.component
def _step(place: StepPlace, state: Identity, submit: Command, pass_on: Command) -> ft.Control:
    number = use_field_ref()
    words = ""
    if state.verdict is not None:
        words = ErrorText.DOCUMENT_REFUSED.get(state.verdict, ErrorText.DOCUMENT_REFUSED["not_found"])
    elif state.problem is not None:
        words = FieldText.document(state.problem)
    faults = [FieldFault(IdentityText.NUMBER, words, number)]
    use_fault_focus(state.attempts, faults)

    async def send() -> None:
        await state.run()
        if submit.completed:
            place.go_on()

    async def go_on() -> None:
        await pass_on.run()
        if pass_on.completed:
            place.go_on()

    async def choose(value: str) -> None:
        state.choose(next(kind for kind in KINDS if kind == value))

    kinds = column(
        body(IdentityText.KIND, bold=True),
        choice(IdentityText.KIND, {kind: IdentityText.KINDS[kind] for kind in KINDS}, state.kind, choose),
        spacing=tokens.SPACE_4,
    )
    # Who has none is asked for nothing more: a copy can be sent, or not.
    passes = state.kind == "none"
    asked: list[ft.Control]
    if not passes:
        asked = [
            field(
                IdentityText.NUMBER,
                value=lambda: state.number,
                on_change=state.type_number,
                on_submit=send,
                hint_text=IdentityText.HINTS[state.kind],
                error=words,
                max_length=NUMBER_MAX,
                ref=number,
            )
        ]
    else:
        asked = [scan_card(state, state.upload, state.remove, IdentityText.SCAN_LATER)]
    busy = WizardText.WORKING if (pass_on if passes else submit).slow else None
    return step(
        place,
        kinds,
        asked,
        primary(WizardText.CONTINUE, go_on if passes else send, busy=busy),
        notices=fault_summary(faults, None if state.verdict else submit.error or pass_on.error),
    )
