"""Votre session a pris fin."""

import flet as ft

from app import routes
from views.design.button import primary
from views.design.card import stack
from views.design.text import body, heading
from views.shell import Layout, go, screen
from views.strings import EndedText


def ended() -> ft.Control:
    """Return what stands at a private path once the session has ended; signing in leads back to it."""
    return screen(
        EndedText.HEADING,
        stack(
            heading(EndedText.HEADING),
            body(EndedText.LEAD),
            body(EndedText.BACK),
            primary(EndedText.SIGN_IN, go(routes.LOGIN)),
        ),
        layout=Layout.FORM,
    )
