"""Reprendre ma création: begun on another device, proved by the contact given there."""

from collections.abc import Callable

import flet as ft

from api_client.errors import CodeRefused
from app.core.form import Form
from app.enrolment.birth_date import BirthDate
from app.enrolment.names import Names
from app.enrolment.paths import ENROLMENT, enrolment_step_path
from app.enrolment.resumption import Resumption
from app.enrolment.wizard import EnrolmentWizard
from app.steps.contact import Contact
from views.design import tokens
from views.design.button import Press, link, primary
from views.design.card import align_start, column
from views.design.group import sent_together
from views.design.notice import Tone, notice
from views.design.text import heading, soft
from views.enrolment.birth_date import birth_date_fields
from views.enrolment.text import BirthDateText, EnrolmentText, ResumptionText
from views.shell.error_text import ErrorText
from views.shell.errors import Message
from views.shell.form_view import FormView, shown, use_form
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.text import FieldText, WizardText
from views.steps.code import code_form
from views.steps.contact import contact_fields, shown_contact
from views.steps.received_code import received_code
from views.steps.text import CodeText, ContactText

_NAME_MAX = 400


@ft.component
def resumption(enrolment: EnrolmentWizard) -> ft.Control:
    """Return the contact's form, the code's, sometimes the date of birth's; then the step where it stood."""
    return _steps(enrolment, enrolment.resumption)


@ft.component
def _steps(enrolment: EnrolmentWizard, state: Resumption) -> ft.Control:
    page = ft.context.page

    async def found() -> None:
        if state.found and enrolment.step is not None:
            state.leave()
            navigate(page, enrolment_step_path(enrolment.step))

    ft.use_effect(found, [state.found])
    if state.names is not None:
        return _names(state.names, state.start_again)
    if state.born is not None:
        return _birth_date(state.born, state.start_again)
    if state.code is not None:
        form = code_form(state.code, modify=state.start_again)
        return screen(CodeText.HEADING, form, layout=Layout.FORM)
    return _contact(state.contact)


@ft.component
def _birth_date(state: BirthDate, start_again: Press) -> ft.Control:
    form = use_form(
        state,
        shown(state.date, BirthDateText.LABEL, lambda problem: FieldText.civil_status("birth_date", problem)),
    )
    return _question(
        state,
        form,
        Message(ErrorText.BIRTH_DATE, ErrorText.BIRTH_DATE_MORE),
        birth_date_fields(form, state.date),
        wrong=lambda tries: Message(BirthDateText.ANOTHER_DATE, BirthDateText.another_date(tries)),
        start_again=start_again,
    )


@ft.component
def _names(state: Names, start_again: Press) -> ft.Control:
    form = use_form(
        state,
        shown(state.first_name, ResumptionText.FIRST_NAME, lambda _: ResumptionText.NAMES_EMPTY),
        shown(state.birth_name, ResumptionText.BIRTH_NAME, lambda _: ""),
    )
    return _question(
        state,
        form,
        Message(ErrorText.NAMES, ErrorText.NAMES_MORE),
        form.text(state.first_name, purpose=ft.AutofillHint.GIVEN_NAME, max_length=_NAME_MAX, required=False),
        form.text(
            state.birth_name, purpose=ft.AutofillHint.FAMILY_NAME, max_length=_NAME_MAX, required=False
        ),
        wrong=lambda tries: Message(ResumptionText.OTHER_NAMES, ResumptionText.other_names(tries)),
        start_again=start_again,
    )


def _question(
    state: Form,
    form: FormView,
    asked: Message,
    *fields: ft.Control,
    wrong: Callable[[int], Message],
    start_again: Press,
) -> ft.Control:
    """Return the screen that asks the person to prove whose enrolment it is.

    Args:
        state: what is asked.
        form: its view.
        asked: the heading, and why it is asked.
        fields: where it is typed.
        wrong: says that it is not right, from the number of tries left.
        start_again: goes back to the contact.
    """
    error = state.submit.error
    notices = form.summary(error)
    if isinstance(error, CodeRefused):
        title, text = wrong(error.tries_left)
        notices = [notice(Tone.ERROR, title, text, live=True, level=2)]
    return screen(
        asked.title,
        column(
            column(heading(asked.title), soft(asked.text), notices),
            sent_together(
                *fields,
                primary(
                    WizardText.CONTINUE, state.run, busy=WizardText.WORKING if state.submit.slow else None
                ),
            ),
            align_start(link(BirthDateText.AGAIN, start_again)),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


@ft.component
def _contact(contact: Contact) -> ft.Control:
    form = use_form(contact, *shown_contact(contact))
    head = column(
        heading(ResumptionText.HEADING), soft(ResumptionText.LEAD), form.summary(contact.submit.error)
    )
    return screen(
        ResumptionText.HEADING,
        column(
            head,
            sent_together(
                contact_fields(form, contact),
                primary(
                    ContactText.SEND, contact.run, busy=ContactText.SENDING if contact.submit.slow else None
                ),
            ),
            received_code(contact.received, contact.received.run) if contact.received else [],
            align_start(link(EnrolmentText.QUIT, go(ENROLMENT))),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )
