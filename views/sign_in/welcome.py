"""Accueil: what to know before signing in."""

import flet as ft

from app.benefits.paths import BENEFITS
from app.core import routes
from app.core.routes import Phase
from app.core.session import Session
from app.enrolment.paths import ENROLMENT
from views.design import tokens
from views.design.button import primary, secondary
from views.design.card import card, column, side_by_side
from views.design.text import body, heading, section, soft
from views.shell.context import use_window
from views.shell.layout import Layout, go, screen
from views.sign_in.text import WelcomeText


def welcome(session: Session) -> ft.Control:
    """Return the first screen."""
    window = use_window()
    signed_in = session.phase is Phase.SIGNED_IN
    enter = (
        primary(WelcomeText.CONTINUE, go(routes.HOME))
        if signed_in
        else primary(WelcomeText.SIGN_IN, go(routes.SIGN_IN))
    )
    create = [] if signed_in else [secondary(WelcomeText.CREATE, go(ENROLMENT))]
    wide = window.wide
    lead = column(
        heading(WelcomeText.HEADING, size=tokens.AMOUNT_SIZE if wide else tokens.HEADING_SIZE),
        soft(WelcomeText.LEAD),
        enter,
        *create,
        secondary(WelcomeText.BENEFITS, go(BENEFITS)),
        spacing=tokens.SPACE_24,
    )
    know = card(
        section(WelcomeText.KNOW),
        _point(WelcomeText.HAVE_PASSWORD, WelcomeText.HAVE_PASSWORD_MORE),
        _point(WelcomeText.NO_NUMBER, WelcomeText.NO_NUMBER_MORE),
        _point(WelcomeText.OLD_PASSWORD, WelcomeText.OLD_PASSWORD_MORE),
        _point(WelcomeText.WHO, WelcomeText.WHO_MORE),
        spacing=tokens.SPACE_16,
    )
    first = ft.Container(padding=ft.Padding.only(top=tokens.SPACE_48 if wide else 0), content=lead)
    return screen(
        WelcomeText.HEADING,
        side_by_side(first, know, wide=wide, gap=tokens.SPACE_48 if wide else tokens.SPACE_24),
        layout=Layout.ACCOUNT if wide else Layout.FORM,
    )


def _point(title: str, text: str) -> ft.Control:
    return column(ft.Semantics(heading_level=3, content=body(title, bold=True)), soft(text), spacing=0)
