"""Vos coordonnées de contact: where the code goes."""

import flet as ft

from api_client.errors import ClientError
from app.core.command import Command
from app.enrolment.wizard import EnrolmentWizard
from app.steps.contact import Contact
from app.steps.received_code import Received
from views.design import tokens
from views.design.button import Press, primary
from views.design.card import column
from views.design.choice import choice
from views.design.field import field, use_field_ref
from views.design.notice import Tone, notice
from views.design.text import body, soft
from views.shell.form_view import FieldFault, fault_summary, use_fault_focus
from views.shell.reach_text import ReachText
from views.shell.text import FieldText
from views.shell.wizard_view import C, WizardSpec, step
from views.steps.received_code import received_code
from views.steps.text import ContactText, IdentityText

_VALUE_MAX = 500
"""Room for an address of the longest kind (254, RFC 5321) with the name and the brackets pasted around it."""


@ft.component
def contact(spec: WizardSpec[EnrolmentWizard], creation: EnrolmentWizard) -> ft.Control:
    """Return the step of the creation."""
    return contact_step(
        spec, creation, creation.contact, creation.contact.submit, notices=_unchecked(creation)
    )


@ft.component
def contact_step(
    spec: WizardSpec[C],
    wizard: C,
    state: Contact,
    submit: Command,
    *,
    notices: list[ft.Control],
    error: ClientError | None = None,
    aside: list[ft.Control] | None = None,
) -> ft.Control:
    """Return the step, of whichever wizard.

    Args:
        spec: the wizard.
        wizard: its state.
        state: `wizard.contact`, given apart so that the step hears it.
        submit: `state.submit`, likewise.
        notices: what is said before anything is asked.
        error: what went wrong with `aside`.
        aside: what else can be done here, under the main button.
    """
    first, second = use_field_ref(), use_field_ref()
    faults = contact_faults(state, first, second)
    use_fault_focus(state.attempts, faults)

    async def send() -> None:
        await state.run()
        if submit.completed:
            spec.go_on(wizard)

    async def prove() -> None:
        if state.received is not None:
            await state.received.run()
        if submit.completed:
            spec.go_on(wizard)

    return step(
        spec,
        "contact",
        contact_fields(state, faults, send),
        soft(ContactText.PRIVATE[state.channel]),
        primary(ContactText.SEND, send, busy=ContactText.SENDING if submit.slow else None),
        contact_received(state, state.received, prove) if state.received else [],
        aside or [],
        lead=spec.leads["contact"],
        notices=[*notices, *fault_summary(faults, submit.error or error)],
        back=spec.back(wizard, "contact"),
    )


@ft.component
def contact_received(state: Contact, received: Received, run: Press) -> ft.Control:  # noqa: ARG001 - heard
    """Return the card that takes a code received before, where it helps; `run` sends it."""
    return column([received_code(received, received.submit, run)] if received.asked else [])


def _unchecked(creation: EnrolmentWizard) -> list[ft.Control]:
    """Say that nothing was proved yet, where that is how the step before was passed, and how a contact proves it."""
    shown = creation.enrolment.identity if creation.enrolment is not None else None
    if shown is None or shown.verdict == "verified":
        return []
    if shown.verdict == "scan_asked":
        return [notice(Tone.INFORMATION, ReachText.CREATED, ReachText.KNOWN_CONTACT, live=True)]
    return [notice(Tone.INFORMATION, IdentityText.TO_CHECK, IdentityText.TO_CHECK_MORE, live=True)]


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
