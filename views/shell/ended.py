"""Votre session a pris fin."""

import flet as ft

from app.core import routes
from app.core.session import Session
from views.design.button import primary
from views.design.card import column
from views.design.text import body, heading
from views.shell.layout import Layout, go, screen
from views.shell.text import EndedText


def ended(session: Session) -> ft.Control:
    """Return what stands at a private path once the session has ended, and why; signing in leads back to it."""
    again = EndedText.again(session.ended_for)
    return screen(
        EndedText.HEADING,
        column(
            heading(EndedText.HEADING),
            body(EndedText.why(session.ended_for)),
            body(EndedText.BACK if again is None else again),
            primary(EndedText.SIGN_IN, go(routes.SIGN_IN)),
        ),
        layout=Layout.FORM,
    )
