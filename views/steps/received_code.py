"""Vous avez reçu des codes ? Where strangers had every code sent that can be, one of them leads to another."""

import flet as ft

from api_client.errors import CodeRefused
from app.core.command import Command
from app.rules.codes import PASTED_MAX_LENGTH
from app.steps.received_code import Received
from views.design.button import Press, row
from views.design.card import card, rows
from views.design.field import field, use_field_ref
from views.design.notice import Tone, notice
from views.design.text import section, soft
from views.shell.errors import explain
from views.shell.form_view import FieldFault, use_fault_focus
from views.shell.text import FieldText
from views.steps.text import ReceivedText


@ft.component
def received_code(state: Received, submit: Command, run: Press) -> ft.Control:
    """Return the card that takes a code received before.

    Args:
        state: what is typed.
        submit: `state.submit`, given apart so that the card hears it.
        run: sends it.
    """
    ref = use_field_ref()
    words = FieldText.code(state.problem) if state.problem is not None else ""
    if isinstance(submit.error, CodeRefused):
        words = ReceivedText.REFUSED
    use_fault_focus(state.attempts, [FieldFault(ReceivedText.LABEL, words, ref)])
    said = []
    if submit.error is not None and not words:
        message = explain(submit.error)
        said = [notice(Tone.ERROR, message.title, message.text, live=True)]
    return card(
        section(ReceivedText.HEADING),
        soft(ReceivedText.WHY),
        said,
        field(
            ReceivedText.LABEL,
            value=lambda: state.typed,
            on_change=state.type,
            on_submit=run,
            error=words,
            keyboard=ft.KeyboardType.NUMBER,
            max_length=PASTED_MAX_LENGTH,
            ref=ref,
        ),
        rows(row(ReceivedText.SEND, run)),
    )
