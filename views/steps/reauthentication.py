"""The password asked for again, where a change needs it."""

from collections.abc import Callable

import flet as ft

from api_client.errors import ClientError, PasswordRefused
from app.core.field import Secret
from app.rules.passwords import has_blank_ends
from app.rules.problem import Fault, Problem
from app.steps.reauthentication import Reauthentication
from views.design import tokens
from views.design.button import Press
from views.design.card import column
from views.design.text import soft
from views.shell.error_text import ErrorText
from views.shell.form_view import FieldFault, Shown, shown
from views.shell.secret_field import secret_field
from views.shell.text import FieldText
from views.steps.text import ReauthenticationText


def proof_fault(proof: Reauthentication, ref: ft.Ref[ft.TextField]) -> FieldFault:
    """Return what is wrong with the password said again."""
    return current_fault(proof.problem, ref, refused=proof.refused, typed=proof.typed)


def proof_field(proof: Reauthentication, fault: FieldFault, submit: Press) -> ft.Control:
    """Return its field, in a place of its own that is empty while nothing is asked for."""
    return ft.Container(
        visible=proof.asked,
        content=column(
            soft(ReauthenticationText.WHY),
            current_field(lambda: proof.typed, proof.type, fault, submit),
            spacing=tokens.SPACE_8,
        ),
    )


def shown_current(field: Secret) -> Shown:
    """Return the password that holds as its field is shown."""

    def words(problem: Problem) -> str:
        if problem.fault is not Fault.REFUSED:
            return FieldText.password(problem)
        blank = has_blank_ends(field.text)
        return ReauthenticationText.BLANK_ENDS if blank else ErrorText.PASSWORD_REFUSED

    return shown(field, ReauthenticationText.PASSWORD, words)


def current_fault(
    problem: Problem | None, ref: ft.Ref[ft.TextField], *, refused: bool, typed: str
) -> FieldFault:
    """Return what is wrong with the password that holds, as it was typed."""
    words = FieldText.password(problem) if problem else ""
    wrong = ReauthenticationText.BLANK_ENDS if has_blank_ends(typed) else ErrorText.PASSWORD_REFUSED
    return FieldFault(ReauthenticationText.PASSWORD, wrong if refused else words, ref)


def current_field(
    value: Callable[[], str], on_change: Callable[[str], None], fault: FieldFault, submit: Press
) -> ft.Control:
    """Return the field for the password that holds."""
    return secret_field(
        ReauthenticationText.PASSWORD,
        value=value,
        on_change=on_change,
        on_submit=submit,
        error=fault.words,
        purpose=ft.AutofillHint.PASSWORD,
        ref=fault.ref,
    )


def unsaid(error: ClientError | None) -> ClientError | None:
    """Return an error that no field tells: a wrong password is told beside its own."""
    return None if isinstance(error, PasswordRefused) else error
