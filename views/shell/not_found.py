"""Cette page n'existe pas."""

import flet as ft

from app.core import routes
from semantics import Absent, mark
from views.design.button import primary
from views.design.card import column
from views.design.text import body, heading
from views.shell.context import use_program
from views.shell.layout import Layout, go, screen
from views.shell.text import NotFoundText, ShellText


@ft.component
def not_found() -> ft.Control:
    """Return what stands at a path that leads nowhere."""
    return missing()


def missing() -> ft.Control:
    """Return what stands where something does not exist, or is somebody else's."""
    signed_in = use_program().session.account is not None
    name, leads = (ShellText.BACK_HOME, routes.HOME) if signed_in else (NotFoundText.HOME, routes.WELCOME)
    return screen(
        NotFoundText.HEADING,
        mark(
            column(
                heading(NotFoundText.HEADING),
                body(NotFoundText.LEAD),
                primary(name, go(leads)),
            ),
            Absent(),
        ),
        layout=Layout.FORM,
    )
