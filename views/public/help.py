"""Aide."""

import flet as ft

from app.core import routes
from views.design.button import row
from views.design.card import card, rows
from views.design.text import body, section
from views.public.text import HelpText
from views.settings.text import ContactUndoText
from views.shell.layout import Layout, go, screen
from views.shell.reading import text_of


@ft.component
def help_page() -> ft.Control:
    """Return the page."""
    return screen(
        HelpText.HEADING,
        *text_of(HelpText.HEADING, HelpText.LEAD, HelpText.PARTS),
        card(
            section(ContactUndoText.HEADING),
            body(ContactUndoText.LEAD),
            rows(row(ContactUndoText.HEADING, go(routes.CONTACT_UNDO))),
        ),
        layout=Layout.TEXT,
    )
