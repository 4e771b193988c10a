"""Annuler un changement: a contact put back with the code that it was sent."""

import flet as ft

from api_client.errors import CodeRefused
from app.core import routes
from app.core.command import Command
from app.password_reset.paths import PASSWORD_RESET
from app.rules.codes import PASTED_MAX_LENGTH
from app.rules.problem import Fault
from app.settings.contact_undo import Undo
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, column, rows
from views.design.field import field, use_field_ref
from views.design.notice import Tone, notice
from views.design.text import heading, soft
from views.settings.text import ContactUndoText
from views.shell.form_view import FieldFault, fault_summary, use_fault_focus
from views.shell.layout import Layout, go, screen
from views.shell.text import ShellText
from views.steps.text import CodeText

# Room for the whole message that was pasted: the code is found in it.
_TYPED_MAX = PASTED_MAX_LENGTH


def undo(state: Undo) -> ft.Control:
    """Return the screen, open to everybody: who lost a contact may have lost the account with it."""
    return screen(ContactUndoText.HEADING, _form(state, state.submit), layout=Layout.FORM)


@ft.component
def _form(state: Undo, submit: Command) -> ft.Control:
    ref = use_field_ref()
    fault = FieldFault(ContactUndoText.CODE, _words(state, submit), ref)
    use_fault_focus(state.attempts, [fault])
    done = notice(
        Tone.SUCCESS,
        ContactUndoText.DONE,
        ContactUndoText.DONE_MORE,
        rows(row(ContactUndoText.NEW_PASSWORD, go(PASSWORD_RESET))),
        live=True,
    )
    error = None if isinstance(submit.error, CodeRefused) else submit.error
    head = column(
        column(heading(ContactUndoText.HEADING), soft(ContactUndoText.LEAD), spacing=tokens.SPACE_8),
        [done] if state.undone is not None else [],
        fault_summary([fault], error),
    )
    return column(
        head,
        field(
            ContactUndoText.CODE,
            value=lambda: state.typed,
            on_change=state.type,
            on_submit=state.run,
            hint_text=ContactUndoText.HINT,
            error=fault.words,
            max_length=_TYPED_MAX,
            ref=ref,
        ),
        primary(ContactUndoText.SUBMIT, state.run, busy=ShellText.WORKING if submit.slow else None),
        align_start(link(CodeText.BACK, go(routes.SIGN_IN))),
        spacing=tokens.SPACE_24,
    )


def _words(state: Undo, submit: Command) -> str:
    if isinstance(submit.error, CodeRefused):
        return ContactUndoText.REFUSED
    if state.problem is None:
        return ""
    return ContactUndoText.EMPTY if state.problem.fault is Fault.EMPTY else ContactUndoText.WRONG_SHAPE
