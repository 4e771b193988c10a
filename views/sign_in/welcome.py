"""Accueil: what to know before signing in."""

import flet as ft

from app.benefits.paths import BENEFITS
from app.core import routes
from app.core.routes import Phase
from app.core.session import Session
from app.enrolment.paths import ENROLMENT
from app.last_known.last_known import LastKnown
from app.steps.easy_words import EasyWords
from views.design import tokens
from views.design.button import primary, secondary
from views.design.card import card, column
from views.design.responsive import side_by_side, varies
from views.design.text import body, heading, section, soft
from views.shell.layout import Layout, go, screen
from views.sign_in.text import WelcomeText
from views.steps.easy_words import in_words
from views.steps.last_known_button import last_known_button


def welcome(session: Session, last_known: LastKnown, words: EasyWords) -> ft.Control:
    """Return the first screen."""
    return in_words(words, lambda easy, change: _welcome(session, last_known, change, easy=easy))


def _welcome(session: Session, last_known: LastKnown, change: ft.Control, *, easy: bool) -> ft.Control:
    signed_in = session.phase is Phase.SIGNED_IN
    enter = (
        primary(WelcomeText.CONTINUE, go(routes.HOME))
        if signed_in
        else primary(WelcomeText.SIGN_IN, go(routes.SIGN_IN))
    )
    create = [] if signed_in else [secondary(WelcomeText.CREATE, go(ENROLMENT))]
    lead = column(
        heading(WelcomeText.HEADING, wide_size=tokens.AMOUNT_SIZE),
        column(soft(WelcomeText.EASY_LEAD if easy else WelcomeText.LEAD), change, spacing=0),
        last_known_button(last_known),
        enter,
        *create,
        secondary(WelcomeText.BENEFITS, go(BENEFITS)),
        spacing=tokens.SPACE_24,
    )
    points = (
        [_point(part.heading, *part.paragraphs) for part in WelcomeText.EASY]
        if easy
        else [
            _point(WelcomeText.HAVE_PASSWORD, WelcomeText.HAVE_PASSWORD_MORE),
            _point(WelcomeText.NO_NUMBER, WelcomeText.NO_NUMBER_MORE),
            _point(WelcomeText.OLD_PASSWORD, WelcomeText.OLD_PASSWORD_MORE),
            _point(WelcomeText.WHO, WelcomeText.WHO_MORE),
        ]
    )
    know = card(section(WelcomeText.KNOW), points, spacing=tokens.SPACE_16)
    first = varies(
        lambda: ft.Container(padding=0, content=lead),
        wide={"padding": ft.Padding.only(top=tokens.SPACE_48)},
    )
    return screen(
        WelcomeText.HEADING,
        side_by_side(first, know, gap=tokens.SPACE_24, wide_gap=tokens.SPACE_48),
        layout=Layout.COLUMNS,
    )


def _point(title: str, *texts: str) -> ft.Control:
    return column(ft.Semantics(heading_level=3, content=body(title, bold=True)), *map(soft, texts), spacing=0)
