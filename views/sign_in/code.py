"""Code de vérification, asked at the sign-in."""

import flet as ft

from app.core.session import Session
from app.sign_in.code import SignInCode
from views.shell.layout import Layout, screen
from views.steps.code import code_form
from views.steps.text import CodeText


@ft.component
def sign_in_code(session: Session, state: SignInCode) -> ft.Control:
    """Return the screen; nothing on it once no code is waited for."""
    code = state.code
    if code is None:
        return screen(CodeText.HEADING)
    return screen(
        CodeText.HEADING,
        code_form(code, back=session.give_up_code),
        layout=Layout.FORM,
    )
