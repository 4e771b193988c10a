"""Aide."""

import flet as ft

from views.design.button import row
from views.design.card import card, rows
from views.design.text import body, section
from views.public.text import HelpText
from views.shell.context import use_program
from views.shell.layout import Layout, go, screen
from views.shell.reading import text_of


@ft.component
def help_page() -> ft.Control:
    """Return the page."""
    return screen(
        HelpText.HEADING,
        *text_of(HelpText.HEADING, HelpText.LEAD, HelpText.PARTS),
        *(
            card(section(entry.title), body(entry.text), rows(row(entry.title, go(entry.path))))
            for entry in use_program().menus.help
        ),
        layout=Layout.TEXT,
    )
