"""Conditions générales d'utilisation, read to the end and accepted."""

from collections.abc import Callable

import flet as ft

from app.steps.acceptance import Acceptance
from views.design import tokens
from views.design.button import primary
from views.design.card import column
from views.design.checkbox import checkbox
from views.design.group import sent_together
from views.design.notice import Tone, notice
from views.shell.form_view import failure_notice
from views.shell.layout import Layout
from views.shell.resource_view import resource_view
from views.shell.text import WizardText
from views.shell.title import use_wrong
from views.shell.wizard_view import StepPlace, step
from views.steps.terms import TERMS_SKELETON, written_terms
from views.steps.text import AcceptanceText


def terms_step(place: StepPlace, state: Acceptance) -> ft.Control:
    """Return the step of the terms: the text, and at its end the box."""
    return step(
        place,
        resource_view(
            state.terms,
            lambda found: column(written_terms(found), _box(state, place.go_on), spacing=tokens.SPACE_24),
            TERMS_SKELETON,
        ),
        layout=Layout.TEXT,
    )


@ft.component
def _box(state: Acceptance, go_on: Callable[[], None]) -> ft.Control:
    async def send() -> None:
        await state.run()
        if state.submit.completed:
            go_on()

    box = state.accepted
    error = AcceptanceText.MISSING if box.problem is not None else ""
    use_wrong(wrong=bool(error) or state.submit.error is not None)
    notices = [notice(Tone.ERROR, error, live=True)] if error else failure_notice(state.submit.error)
    return column(
        # Errors stand beside the box, at the end of a long page.
        column(*notices),
        sent_together(
            checkbox(AcceptanceText.BOX, value=box.ticked, on_change=box.tick, required=True, error=error),
            primary(WizardText.CONTINUE, send, busy=WizardText.WORKING if state.submit.slow else None),
            spacing=tokens.SPACE_16,
        ),
    )
