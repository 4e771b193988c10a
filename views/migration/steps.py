"""The steps that are the migration's own: the contact, which may be put off, and what the spouse may do."""

import flet as ft

from app.migration.spouse import SpouseChoice
from app.migration.wizard import MigrationWizard
from views.design import tokens
from views.design.button import primary, secondary
from views.design.card import card, column
from views.design.choice import choice
from views.design.group import sent_together
from views.design.items import bullets
from views.design.notice import Tone, notice
from views.design.text import body, section, soft
from views.migration.text import MigrationText
from views.shell.form_view import failure_notice
from views.shell.title import use_wrong
from views.shell.wizard_view import StepPlace, step
from views.steps.contact import contact_step
from views.steps.text import SpouseAuthorisationText


def migration_contact(place: StepPlace, wizard: MigrationWizard) -> ft.Control:
    """Return the step of the contact, which can be put off."""
    skip = wizard.skip

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
    return contact_step(place, wizard.contact, error=skip.error, aside=aside)


@ft.component
def spouse_step(place: StepPlace, state: SpouseChoice, spouse_name: str) -> ft.Control:
    """Return the step of the responsable of a couple."""
    question = SpouseAuthorisationText.question(spouse_name)

    async def choose(value: str) -> None:
        state.authorised.choose(value == "yes")

    async def send() -> None:
        await state.run()
        if state.submit.completed:
            place.go_on()

    async def pass_on() -> None:
        await state.pass_on.run()
        if state.pass_on.completed:
            place.go_on()

    failure = state.submit.error or state.pass_on.error
    use_wrong(wrong=failure is not None or state.authorised.problem is not None)
    notices = failure_notice(failure)
    if state.authorised.problem is not None:
        notices = [notice(Tone.ERROR, SpouseAuthorisationText.MISSING, live=True)]
    authorised = state.authorised.value
    chosen = "" if authorised is None else "yes" if authorised else "no"
    busy = SpouseAuthorisationText.WORKING if state.submit.slow or state.pass_on.slow else None
    return step(
        place,
        card(
            section(SpouseAuthorisationText.RESPONSABLE),
            soft(SpouseAuthorisationText.ALONE),
            body(SpouseAuthorisationText.could(spouse_name)),
            bullets(SpouseAuthorisationText.CAN),
        ),
        sent_together(
            choice(
                question,
                {"yes": SpouseAuthorisationText.YES, "no": SpouseAuthorisationText.NO},
                chosen,
                choose,
            ),
            soft(SpouseAuthorisationText.LATER),
            primary(SpouseAuthorisationText.CONTINUE, send, busy=busy),
        ),
        secondary(SpouseAuthorisationText.PASS, pass_on),
        notices=notices,
    )
