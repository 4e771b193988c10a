"""The password asked for again, where a change needs it."""

import flet as ft

from api_client.errors import ClientError, PasswordRefused
from app.proof import Proof
from views.design import tokens
from views.design.button import Press
from views.design.card import stack
from views.design.text import soft
from views.form import FieldFault
from views.secret_field import secret_field
from views.strings import FieldText, ManageText


def proof_fault(proof: Proof, ref: ft.Ref[ft.TextField]) -> FieldFault:
    """Return what is wrong with the password said again."""
    words = FieldText.password(proof.problem) if proof.problem else ""
    return FieldFault(ManageText.PASSWORD, ManageText.PASSWORD_REFUSED if proof.refused else words, ref)


def proof_field(proof: Proof, fault: FieldFault, submit: Press) -> ft.Control:
    """Return its field, in a place of its own that is empty while nothing is asked for."""
    return ft.Container(
        visible=proof.asked,
        content=stack(
            soft(ManageText.PASSWORD_WHY),
            secret_field(
                ManageText.PASSWORD,
                value=proof.typed,
                on_change=proof.type,
                on_submit=submit,
                error=fault.words,
                purpose=ft.AutofillHint.PASSWORD,
                ref=fault.ref,
            ),
            spacing=tokens.SPACE_8,
        ),
    )


def unsaid(error: ClientError | None) -> ClientError | None:
    """Return an error that no field tells: a wrong password is told beside its own."""
    return None if isinstance(error, PasswordRefused) else error
