"""Vos coordonnées de contact: where the code goes."""

from collections.abc import Mapping

import flet as ft

from api_client.errors import ClientError
from app.rules.problem import Fault
from app.steps.contact import Contact
from views.design import tokens
from views.design.button import primary
from views.design.card import column
from views.design.choice import choice
from views.design.group import sent_together
from views.design.text import soft
from views.shell.form_view import FormView, Shown, shown, use_form
from views.shell.formats import spoken
from views.shell.text import FieldText
from views.shell.wizard_view import StepPlace, step
from views.steps.received_code import received_code
from views.steps.text import ContactText

_VALUE_MAX = 500
"""Room for an address of the longest kind (254, RFC 5321) with the name and the brackets pasted around it."""


@ft.component
def contact_step(
    place: StepPlace,
    state: Contact,
    *,
    notices: list[ft.Control] | None = None,
    error: ClientError | None = None,
    aside: list[ft.Control] | None = None,
) -> ft.Control:
    """Return the step of a wizard that takes a contact.

    Args:
        place: where the step stands.
        state: what is typed.
        notices: what is said before anything is asked.
        error: why `aside` failed.
        aside: other actions, under the main button.
    """

    async def send() -> None:
        await state.run()
        if state.submit.completed:
            place.go_on()

    form = use_form(state, *shown_contact(state), submit=send)

    async def prove() -> None:
        if state.received is not None:
            await state.received.run()
        if state.submit.completed:
            place.go_on()

    return step(
        place,
        sent_together(
            contact_fields(form, state),
            soft(ContactText.PRIVATE[state.channel]),
            primary(ContactText.SEND, send, busy=ContactText.SENDING if state.submit.slow else None),
        ),
        received_code(state.received, prove) if state.received else [],
        aside or [],
        notices=[*(notices or []), *form.summary(state.submit.error or error)],
    )


def shown_contact(state: Contact, words: Mapping[Fault, str] | None = None) -> list[Shown]:
    """Return the two fields of a contact as they are shown; `words` are the screen's own for some faults."""
    sms = state.channel == "sms"
    own = words or {}
    return [
        shown(
            state.value,
            ContactText.SMS if sms else ContactText.MAIL,
            lambda problem: own.get(problem.fault) or FieldText.contact(problem, sms=sms),
        ),
        shown(
            state.again,
            ContactText.SMS_AGAIN if sms else ContactText.MAIL_AGAIN,
            lambda _: ContactText.DIFFERENT,
        ),
    ]


def contact_fields(form: FormView, state: Contact, *, question: str = ContactText.CHANNEL) -> ft.Control:
    """Return the choice between phone and mail, which answers `question`, and the fields of the one chosen."""
    sms = state.channel == "sms"

    async def choose(value: str) -> None:
        state.choose("sms" if value == "sms" else "mail")

    keyboard = ft.KeyboardType.PHONE if sms else ft.KeyboardType.EMAIL
    fields = [
        form.text(
            state.value,
            hint_text=ContactText.SMS_HINT if sms else ContactText.MAIL_HINT,
            purpose=ft.AutofillHint.TELEPHONE_NUMBER if sms else ft.AutofillHint.EMAIL,
            keyboard=keyboard,
            max_length=_VALUE_MAX,
        )
    ]
    if state.twice:
        fields.append(form.text(state.again, keyboard=keyboard, max_length=_VALUE_MAX))
    options = {"sms": ContactText.SMS, "mail": ContactText.MAIL}
    return column(
        choice(question, options, state.channel, choose, immediate=True),
        [_offer(state, state.offered)] if state.offered is not None else [],
        column(*fields, spacing=tokens.SPACE_24, visible=state.asked),
        spacing=tokens.SPACE_24,
    )


def _offer(state: Contact, known: str) -> ft.Control:
    """Return the question whether to use the contact that the Caf knows."""

    async def answer(value: str) -> None:
        state.decline(declined=value == "no")

    question = ContactText.known(known)
    options = {"yes": ContactText.YES, "no": ContactText.NO}
    declined = "no" if state.declined else "yes"
    return choice(question, options, declined, answer, say=spoken, immediate=True)
