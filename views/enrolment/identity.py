"""Votre titre d'identité, as a step of the enrolment: its number, or a copy."""

import flet as ft

from app.core.command import Command
from app.steps.identity_document import Identity
from views.design.button import primary
from views.design.group import sent_together
from views.shell.error_text import ErrorText
from views.shell.form_view import use_form
from views.shell.text import WizardText
from views.shell.wizard_view import StepPlace, step
from views.steps.identity_document import kind_choice, number_field, scan_card, shown_number
from views.steps.text import IdentityText


@ft.component
def identity(place: StepPlace, state: Identity, pass_on: Command) -> ft.Control:
    """Return the step; `pass_on` goes on without a French document."""

    async def send() -> None:
        await state.run()
        if state.submit.completed:
            place.go_on()

    form = use_form(state, shown_number(state, ErrorText.DOCUMENT_REFUSED), submit=send)

    async def go_on() -> None:
        await pass_on.run()
        if pass_on.completed:
            place.go_on()

    # Who has none is asked for nothing more: a copy can be sent, or not.
    passes = state.kind == "none"
    busy = WizardText.WORKING if (pass_on if passes else state.submit).slow else None
    return step(
        place,
        sent_together(
            kind_choice(state),
            [scan_card(state, IdentityText.SCAN_LATER) if passes else number_field(form, state)],
            primary(WizardText.CONTINUE, go_on if passes else send, busy=busy),
        ),
        notices=form.summary(state.submit.error or pass_on.error),
    )
