"""Qu'est-ce que FranceConnect ?"""

import flet as ft

from views.franceconnect.text import FranceConnectAboutText
from views.shell.context import use_program
from views.shell.layout import Layout, screen
from views.shell.reading import text_of
from views.steps.franceconnect_button import offer


@ft.component
def franceconnect_about() -> ft.Control:
    """Return the page; its button is there for whom it serves."""
    program = use_program()
    session, _ = ft.use_state(program.session)
    text = text_of(FranceConnectAboutText.HEADING, FranceConnectAboutText.LEAD, FranceConnectAboutText.PARTS)
    ways = [offer(program.franceconnect, explained=False)] if session.account is None else []
    return screen(FranceConnectAboutText.HEADING, *text, *ways, layout=Layout.TEXT)
