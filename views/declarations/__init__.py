"""La déclaration trimestrielle."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.declarations.declarations import Effects
from app.declarations.paths import DECLARATIONS
from app.steps.effect import EFFECT_OFFER
from views.declarations.declarations import declarations
from views.declarations.text import DeclarationsText
from views.shell.feature import Feature, Route
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
)
