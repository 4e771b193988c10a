"""Annuler un changement: a contact put back with the code that it was sent."""

import flet as ft

from api_client.errors import CodeRefused
from app.core import routes
from app.core.command import Command
from app.rules.validation import PASTED_MAX_LENGTH, Fault
from app.settings.contact_undo import Undo
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import rows, stack, start
from views.design.field import field, use_field_ref
from views.design.notice import Tone, notice
from views.design.text import heading, soft
from views.settings.text import ManageText, UndoText
from views.shell.context import use_program
from views.shell.form_view import FieldFault, fault_summary, use_fault_focus
from views.shell.layout import Layout, go, screen
from views.steps.text import CodeText

# Room for the whole message that was pasted: the code is found in it.
_TYPED_MAX = PASTED_MAX_LENGTH


@ft.component
def undo() -> ft.Control:
    """Return the screen, open to everybody: who lost a contact may have lost the account with it."""
    state = use_program().undo
    return screen(UndoText.HEADING, _form(state, state.submit), layout=Layout.FORM)


@ft.component
def _form(state: Undo, submit: Command) -> ft.Control:
    ref = use_field_ref()
    fault = FieldFault(UndoText.CODE, _words(state, submit), ref)
    use_fault_focus(state.attempts, [fault])
    done = notice(
        Tone.SUCCESS,
        UndoText.DONE,
        UndoText.DONE_MORE,
        rows(row(UndoText.NEW_PASSWORD, go(routes.FORGOTTEN))),
        live=True,
    )
    error = None if isinstance(submit.error, CodeRefused) else submit.error
    head = stack(
        stack(heading(UndoText.HEADING), soft(UndoText.LEAD), spacing=tokens.SPACE_8),
        [done] if state.undone is not None else [],
        fault_summary([fault], error),
    )
    return stack(
        head,
        field(
            UndoText.CODE,
            value=lambda: state.typed,
            on_change=state.type,
            on_submit=state.run,
            hint_text=UndoText.HINT,
            error=fault.words,
            max_length=_TYPED_MAX,
            ref=ref,
        ),
        primary(UndoText.SUBMIT, state.run, busy=ManageText.WORKING if submit.slow else None),
        start(link(CodeText.BACK, go(routes.LOGIN))),
        spacing=tokens.SPACE_24,
    )


def _words(state: Undo, submit: Command) -> str:
    if isinstance(submit.error, CodeRefused):
        return UndoText.REFUSED
    if state.problem is None:
        return ""
    return UndoText.EMPTY if state.problem.fault is Fault.EMPTY else UndoText.WRONG_SHAPE
