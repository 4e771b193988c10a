"""Cette page n'existe pas."""

import flet as ft

from app.core import routes
from semantics import Absent, mark
from views.design.button import primary
from views.design.card import column
from views.design.text import body, heading
from views.shell.layout import Layout, go, screen
from views.shell.text import NotFoundText


@ft.component
def not_found() -> ft.Control:
    """Return what stands at a path that leads nowhere."""
    return missing()


def missing() -> ft.Control:
    """Return what stands where something does not exist, or is somebody else's."""
    return screen(
        NotFoundText.HEADING,
        mark(
            column(
                heading(NotFoundText.HEADING),
                body(NotFoundText.LEAD),
                primary(NotFoundText.HOME, go(routes.WELCOME)),
            ),
            Absent(),
        ),
        layout=Layout.FORM,
    )
