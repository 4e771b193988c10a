"""Aide."""

import flet as ft

from views.design import tokens
from views.design.button import row
from views.design.card import card
from views.design.items import items
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
        items(
            *(
                card(section(entry.title), body(entry.text), row(entry.title, go(entry.path)))
                for entry in use_program().menus.help
            ),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.TEXT,
    )
