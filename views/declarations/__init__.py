"""La déclaration trimestrielle."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.declarations.declarations import Effects
from app.declarations.paths import DECLARATIONS
from app.steps.effect import EFFECT_OFFER
from views.declarations.declarations import declarations
from views.declarations.text import DeclarationsSearchText, DeclarationsText
from views.shell.feature import Feature, Finds, Route, SearchEntry
from views.shell.guards import private


def _declarations(person: PersonScope) -> ft.Control:
    return declarations(person.account, person.file)


FEATURE = Feature(
    routes=(
        Route(
            DECLARATIONS,
            private(_declarations),
            over=HOME,
            crumb=DeclarationsText.HEADING,
            name=DeclarationsText.HEADING,
        ),
    ),
    shared={EFFECT_OFFER: Effects.of},
    search=(SearchEntry(DECLARATIONS, DeclarationsSearchText.DECLARE),),
    finds=(
        Finds(
            "declaration",
            50,
            DeclarationsSearchText.DECLARATION_CALLED,
            lambda _: DECLARATIONS,
        ),
    ),
)
