"""Déverrouillage par empreinte ou visage."""

from app.settings.paths import SETTINGS
from app.unlocking.paths import UNLOCKING
from app.unlocking.unlocking import Unlocking
from views.shell.feature import Feature, Route
from views.shell.guards import private
from views.unlocking.unlocking import unlocking

FEATURE = Feature(
    routes=(
        Route(
            UNLOCKING,
            private(lambda person: unlocking(person.page.state(Unlocking.of))),
            over=SETTINGS,
        ),
    ),
    kept=(Unlocking.of,),
)
