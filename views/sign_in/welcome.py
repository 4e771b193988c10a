"""Accueil: what to know before signing in."""

import flet as ft

from app.core import routes
from app.core.routes import Phase
from views.design import tokens
from views.design.button import primary, secondary
from views.design.card import card, column, side_by_side
from views.design.text import body, heading, section, soft
from views.shell.context import use_program
from views.shell.layout import Layout, go, screen
from views.sign_in.text import WelcomeText


@ft.component
def welcome() -> ft.Control:
    """Return the first screen."""
    program = use_program()
    window, _ = ft.use_state(program.window)
    signed_in = program.session.phase is Phase.SIGNED_IN
    enter = (
        primary(WelcomeText.CONTINUE, go(routes.HOME))
        if signed_in
        else primary(WelcomeText.SIGN_IN, go(routes.SIGN_IN))
    )
    create = [] if signed_in else [secondary(WelcomeText.CREATE, go(routes.ENROLMENT))]
    wide = window.wide
    lead = column(
        heading(WelcomeText.HEADING, size=tokens.AMOUNT_SIZE if wide else tokens.HEADING_SIZE),
        soft(WelcomeText.LEAD),
        enter,
        *create,
        secondary(WelcomeText.BENEFITS, go(routes.BENEFITS)),
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
