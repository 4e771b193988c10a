"""The steps that are the migration's own: the contact, which may be put off, and what the spouse may do."""

import flet as ft

from app.core.command import Command
from app.migration.wizard import MigrationWizard
from app.steps.contact import Contact
from views.design import tokens
from views.design.button import primary, secondary
from views.design.card import card, column
from views.design.choice import choice
from views.design.notice import Tone, notice
from views.design.text import body, section, soft
from views.migration.text import MigrationText
from views.settings.text import SpouseAuthorisationText
from views.shell.form_view import fault_summary
from views.shell.wizard_view import StepPlace, step
from views.steps.contact import contact_step


@ft.component
def migration_contact(place: StepPlace, state: MigrationWizard) -> ft.Control:
    """Return the step of the contact, which may be put off."""
    return _contact(place, state.contact, state.skip)


@ft.component
def _contact(place: StepPlace, state: Contact, skip: Command) -> ft.Control:
    async def put_off() -> None:
        await skip.run()
        if skip.completed:
            place.go_on()

    aside: list[ft.Control] = [
        column(
            secondary(MigrationText.SKIP, put_off),
            soft(MigrationText.SKIP_MORE),
            spacing=tokens.SPACE_4,
        )
    ]
    return contact_step(place, state, error=skip.error, aside=aside)


@ft.component
def spouse_step(place: StepPlace, state: MigrationWizard) -> ft.Control:
    """Return the step of the responsable of a couple."""
    return _spouse(place, state, state.authorise, state.pass_authorisation)


@ft.component
def _spouse(place: StepPlace, state: MigrationWizard, authorise: Command, pass_on: Command) -> ft.Control:
    spouse = state.draft.spouse if state.draft is not None else None
    name = spouse.spouse_name if spouse is not None else ""
    question = SpouseAuthorisationText.question(name)

    async def choose(value: str) -> None:
        state.say(authorised=value == "yes")

    async def send() -> None:
        await state.run_authorisation()
        if authorise.completed:
            place.go_on()

    async def go_by() -> None:
        await pass_on.run()
        if pass_on.completed:
            place.go_on()

    said = fault_summary([], authorise.error or pass_on.error)
    if state.authorised_problem is not None:
        said = [notice(Tone.ERROR, SpouseAuthorisationText.MISSING, live=True)]
    chosen = "" if state.authorised is None else "yes" if state.authorised else "no"
    busy = SpouseAuthorisationText.WORKING if authorise.slow or pass_on.slow else None
    return step(
        place,
        card(
            section(SpouseAuthorisationText.RESPONSABLE),
            soft(SpouseAuthorisationText.ALONE),
            body(SpouseAuthorisationText.could(name)),
            *(body(f"• {what}") for what in SpouseAuthorisationText.CAN),
        ),
        column(
            body(question, bold=True),
            choice(
                question,
                {"yes": SpouseAuthorisationText.YES, "no": SpouseAuthorisationText.NO},
                chosen,
                choose,
            ),
            spacing=tokens.SPACE_4,
        ),
        soft(SpouseAuthorisationText.LATER),
        primary(SpouseAuthorisationText.CONTINUE, send, busy=busy),
        secondary(SpouseAuthorisationText.PASS, go_by),
        notices=said,
    )
