"""Vous avez reçu des codes ? Where strangers used up all codes, one of these gives the right to another."""

import flet as ft

from api_client.errors import CodeRefused
from app.rules.codes import PASTED_MAX_LENGTH
from app.steps.received_code import Received
from views.design import tokens
from views.design.button import Press, row, sends
from views.design.card import card, column
from views.design.group import sent_together
from views.design.notice import Tone, notice
from views.design.text import section, soft
from views.shell.errors import explain
from views.shell.form_view import shown, use_form
from views.shell.text import FieldText
from views.steps.text import ReceivedText


@ft.component
def received_code(state: Received, submit: Press) -> ft.Control:
    """Return the card that takes a code received before; empty while none would help.

    Args:
        state: what is typed.
        submit: sends it.
    """
    return column([_card(state, submit)] if state.asked else [])


@ft.component
def _card(state: Received, submit: Press) -> ft.Control:
    error = state.submit.error
    refusal = ReceivedText.REFUSED if isinstance(error, CodeRefused) else ""
    form = use_form(
        state,
        shown(state.typed, ReceivedText.LABEL, FieldText.code, instead=refusal),
        submit=submit,
    )
    notices = []
    if error is not None and not form.faulty:
        message = explain(error)
        notices = [notice(Tone.ERROR, message.title, message.text, live=True)]
    return card(
        section(ReceivedText.HEADING),
        soft(ReceivedText.WHY),
        notices,
        sent_together(
            form.text(state.typed, keyboard=ft.KeyboardType.NUMBER, max_length=PASTED_MAX_LENGTH),
            sends(row(ReceivedText.SEND, submit)),
            spacing=tokens.SPACE_8,
        ),
    )
