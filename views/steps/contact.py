"""Vos coordonnées de contact: where the code goes."""

import flet as ft

from api_client.errors import ClientError
from app.core.command import Command
from app.steps.contact import Contact
from views.design import tokens
from views.design.button import Press, primary
from views.design.card import column
from views.design.choice import choice
from views.design.field import field, use_field_ref
from views.design.text import body, soft
from views.shell.form_view import FieldFault, fault_summary, use_fault_focus
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
        error: what went wrong with `aside`.
        aside: what else can be done here, under the main button.
    """
    return _step(place, state, state.submit, notices=notices or [], error=error, aside=aside or [])


@ft.component
def _step(
    place: StepPlace,
    state: Contact,
    submit: Command,
    *,
    notices: list[ft.Control],
    error: ClientError | None,
    aside: list[ft.Control],
) -> ft.Control:
    first, second = use_field_ref(), use_field_ref()
    faults = contact_faults(state, first, second)
    use_fault_focus(state.attempts, faults)

    async def send() -> None:
        await state.run()
        if submit.completed:
            place.go_on()

    async def prove() -> None:
        if state.received is not None:
            await state.received.run()
        if submit.completed:
            place.go_on()

    return step(
        place,
        contact_fields(state, faults, send),
        soft(ContactText.PRIVATE[state.channel]),
        primary(ContactText.SEND, send, busy=ContactText.SENDING if submit.slow else None),
        received_code(state.received, prove) if state.received else [],
        aside,
        notices=[*notices, *fault_summary(faults, submit.error or error)],
    )


def contact_faults(
    state: Contact, first: ft.Ref[ft.TextField], second: ft.Ref[ft.TextField]
) -> list[FieldFault]:
    """Return what is wrong with the two fields of a contact."""
    sms = state.channel == "sms"
    return [
        FieldFault(
            ContactText.SMS if sms else ContactText.MAIL,
            FieldText.contact(state.problem, sms=sms) if state.problem else "",
            first,
        ),
        FieldFault(
            ContactText.SMS_AGAIN if sms else ContactText.MAIL_AGAIN,
            ContactText.DIFFERENT if state.again_problem else "",
            second,
        ),
    ]


def contact_fields(
    state: Contact, faults: list[FieldFault], submit: Press, *, question: str = ContactText.CHANNEL
) -> ft.Control:
    """Return the choice between phone and mail, which answers `question`, and the fields of the one chosen."""
    sms = state.channel == "sms"

    async def choose(value: str) -> None:
        state.choose("sms" if value == "sms" else "mail")

    keyboard = ft.KeyboardType.PHONE if sms else ft.KeyboardType.EMAIL
    fields = [
        field(
            faults[0].name,
            value=lambda: state.value,
            on_change=state.type_value,
            on_submit=submit,
            hint_text=ContactText.SMS_HINT if sms else ContactText.MAIL_HINT,
            error=faults[0].words,
            purpose=ft.AutofillHint.TELEPHONE_NUMBER if sms else ft.AutofillHint.EMAIL,
            keyboard=keyboard,
            max_length=_VALUE_MAX,
            ref=faults[0].ref,
        )
    ]
    if state.twice:
        fields.append(
            field(
                faults[1].name,
                value=lambda: state.again,
                on_change=state.type_again,
                on_submit=submit,
                error=faults[1].words,
                keyboard=keyboard,
                max_length=_VALUE_MAX,
                ref=faults[1].ref,
            )
        )
    options = {"sms": ContactText.SMS, "mail": ContactText.MAIL}
    return column(
        column(
            body(question, bold=True),
            choice(question, options, state.channel, choose),
            spacing=tokens.SPACE_4,
        ),
        [_offer(state, state.offered)] if state.offered is not None else [],
        column(*fields, spacing=tokens.SPACE_24, visible=state.asked),
        spacing=tokens.SPACE_24,
    )


def _offer(state: Contact, known: str) -> ft.Control:
    """Return the contact that the Caf knows, to be taken or not."""

    async def answer(value: str) -> None:
        state.decline(declined=value == "no")

    question = ContactText.known(known)
    options = {"yes": ContactText.YES, "no": ContactText.NO}
    return column(
        body(question, bold=True),
        choice(question, options, "no" if state.declined else "yes", answer),
        spacing=tokens.SPACE_4,
    )
