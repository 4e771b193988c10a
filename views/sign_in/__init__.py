"""Accueil and Connexion."""

import flet as ft

from app.core.routes import CODE, SIGN_IN, WELCOME
from app.core.scope import PageScope
from app.last_known.last_known import LastKnown
from app.sign_in.code import SignInCode
from app.sign_in.paths import DOORS
from app.sign_in.sign_in import SignIn
from app.steps.easy_words import EASY_WORDS
from app.steps.franceconnect import FRANCECONNECT_OFFER
from app.unlocking.unlocking import Unlocking
from views.shell.feature import Feature, Route, SearchEntry
from views.sign_in.code import sign_in_code
from views.sign_in.sign_in import sign_in
from views.sign_in.text import SignInSearchText, SignInText, WelcomeText
from views.sign_in.welcome import welcome


def _sign_in(page: PageScope) -> ft.Control:
    return sign_in(
        page.state(SignIn.of),
        page.shared(FRANCECONNECT_OFFER),
        page.state(Unlocking.of),
        page.state(LastKnown.of),
    )


FEATURE = Feature(
    routes=(
        Route(
            WELCOME,
            lambda page: welcome(page.session, page.state(LastKnown.of), page.shared(EASY_WORDS)),
            name=WelcomeText.NAME,
        ),
        Route(SIGN_IN, _sign_in, name=SignInText.HEADING),
        Route(CODE, lambda page: sign_in_code(page.session, page.state(SignInCode.of))),
    ),
    doors=DOORS,
    kept=(SignIn.of,),
    recalls=lambda page: page.session.recall_code(),
    search=(SearchEntry(SIGN_IN, SignInSearchText.SIGN_IN),),
)
