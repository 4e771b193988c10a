"""Coordonnées de contact: what they are, one changed by a code, the last change undone."""

from functools import partial

import flet as ft

from app.core.resource import Resource
from app.rules.problem import Fault
from app.settings.contact_details import ContactChange, ContactDetails, ContactState, ContactStates
from app.settings.paths import SETTINGS
from views.design import tokens
from views.design.button import link, primary, secondary
from views.design.card import align_start, card, column
from views.design.group import sent_together
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section, soft
from views.settings.text import ContactDetailsText
from views.shell.form_view import success_notice, use_form
from views.shell.formats import phone
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.code import code_form
from views.steps.contact import contact_fields, shown_contact
from views.steps.reauthentication import reauthentication_field, shown_current
from views.steps.text import CodeText, ContactText

_SKELETON = (96, 96)


@ft.component
def contact_details(state: ContactDetails) -> ft.Control:
    """Return the screen: the contacts, or the code that one of them waits for."""
    if state.code is not None:
        return screen(
            CodeText.HEADING,
            code_form(state.code, modify=state.modify),
            layout=Layout.FORM,
        )
    return screen(
        ContactDetailsText.HEADING,
        _form(state, state.contact),
        layout=Layout.FORM,
    )


@ft.component
def _form(state: ContactDetails, contact: ContactChange) -> ft.Control:
    value, _ = shown_contact(contact, {Fault.UNCHANGED: ContactDetailsText.UNCHANGED})
    form = use_form(contact, value, shown_current(contact.reauthentication), submit=state.run)
    head = column(
        column(heading(ContactDetailsText.HEADING), soft(ContactDetailsText.LEAD), spacing=tokens.SPACE_8),
        _done(state),
        form.summary(contact.submit.error or state.undo.error),
    )
    return column(
        head,
        _known(state, state.known),
        column(
            section(ContactDetailsText.CHANGE), soft(ContactDetailsText.CHANGE_MORE), spacing=tokens.SPACE_8
        ),
        sent_together(
            contact_fields(form, contact, question=ContactDetailsText.CHANGED),
            reauthentication_field(form, contact.reauthentication),
            primary(
                ContactDetailsText.SEND, state.run, busy=ContactText.SENDING if contact.submit.slow else None
            ),
        ),
        align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS))),
        spacing=tokens.SPACE_24,
    )


def _done(state: ContactDetails) -> list[ft.Control]:
    if state.changed is not None:
        title, text = ContactDetailsText.done(state.changed, state.outcome)
        return [notice(Tone.SUCCESS, title, text, live=True)]
    if state.restored is not None:
        return [success_notice(ContactDetailsText.RESTORED, ContactDetailsText.RESTORED_MORE)]
    return []


@ft.component
def _known(state: ContactDetails, known: Resource[ContactStates]) -> ft.Control:
    # Which contact waits for its code is known once both were read.
    ft.use_effect(state.open, [known.value])
    return resource_view(known, lambda contacts: _list(state, contacts), _SKELETON)


def _list(state: ContactDetails, contacts: ContactStates) -> ft.Control:
    return column(*(_contact(state, contact) for contact in contacts.contacts))


def _contact(state: ContactDetails, contact: ContactState) -> ft.Control:
    mail = contact.channel == "mail"
    whole = contact.destination.get_secret_value() if contact.destination is not None else None
    shown = ContactDetailsText.NONE if whole is None else whole if mail else phone(whole)
    lines: list[ft.Control] = [body(shown)]
    if whole is not None:
        lines.append(
            hint(
                ContactDetailsText.VERIFIED[contact.channel]
                if contact.verified
                else ContactDetailsText.UNVERIFIED
            )
        )
    if contact.undo is not None:
        lines.append(hint(ContactDetailsText.undo_until(contact.undo.until)))
        lines.append(
            align_start(
                secondary(
                    ContactDetailsText.CONTACT_UNDO,
                    partial(state.put_back, contact.channel),
                    spoken=ContactDetailsText.undo(contact.channel),
                )
            )
        )
    return card(section(ContactDetailsText.MAIL if mail else ContactDetailsText.PHONE), *lines)
