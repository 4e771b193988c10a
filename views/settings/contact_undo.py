"""Annuler un changement: a contact is put back with the code that it received."""

import flet as ft

from api_client.errors import CodeRefused
from app.core import routes
from app.password_reset.paths import PASSWORD_RESET
from app.rules.codes import PASTED_MAX_LENGTH
from app.rules.problem import Fault, Problem
from app.settings.contact_undo import Undo
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, column
from views.design.group import sent_together
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import heading, soft
from views.settings.text import ContactUndoText
from views.shell.form_view import shown, use_form
from views.shell.layout import Layout, go, screen
from views.shell.text import ShellText
from views.steps.text import CodeText

# Room for the whole message that was pasted: the code is found in it.
_TYPED_MAX = PASTED_MAX_LENGTH


def undo(state: Undo) -> ft.Control:
    """Return the screen, open to everybody: who lost a contact may have lost the account with it."""
    return screen(ContactUndoText.HEADING, _form(state), layout=Layout.FORM)


@ft.component
def _form(state: Undo) -> ft.Control:
    refused = isinstance(state.submit.error, CodeRefused)
    form = use_form(
        state,
        shown(state.typed, ContactUndoText.CODE, _words, instead=ContactUndoText.REFUSED if refused else ""),
    )
    done = notice(
        Tone.SUCCESS,
        ContactUndoText.DONE,
        ContactUndoText.DONE_MORE,
        rows(row(ContactUndoText.NEW_PASSWORD, go(PASSWORD_RESET))),
        live=True,
    )
    head = column(
        column(heading(ContactUndoText.HEADING), soft(ContactUndoText.LEAD), spacing=tokens.SPACE_8),
        [done] if state.undone is not None else [],
        form.summary(state.submit.error),
    )
    return column(
        head,
        sent_together(
            form.text(state.typed, hint_text=ContactUndoText.HINT, max_length=_TYPED_MAX),
            primary(ContactUndoText.SUBMIT, state.run, busy=ShellText.WORKING if state.submit.slow else None),
        ),
        align_start(link(CodeText.BACK, go(routes.SIGN_IN))),
        spacing=tokens.SPACE_24,
    )


def _words(problem: Problem) -> str:
    return ContactUndoText.EMPTY if problem.fault is Fault.EMPTY else ContactUndoText.WRONG_SHAPE
