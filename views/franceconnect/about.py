"""Qu'est-ce que FranceConnect ?"""

import flet as ft

from app.core.session import Session
from app.franceconnect.identification import FranceConnect
from views.franceconnect.text import FranceConnectAboutText
from views.shell.layout import Layout, screen
from views.shell.reading import text_of
from views.steps.franceconnect_button import offer


@ft.component
def franceconnect_about(state: FranceConnect, session: Session) -> ft.Control:
    """Return the page; its button is there for people who are not signed in."""
    text = text_of(FranceConnectAboutText.HEADING, FranceConnectAboutText.LEAD, FranceConnectAboutText.PARTS)
    ways = [offer(state, explained=False)] if session.account is None else []
    return screen(FranceConnectAboutText.HEADING, *text, *ways, layout=Layout.TEXT)
