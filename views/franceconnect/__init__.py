"""FranceConnect."""

from app.core.scope import PageScope
from app.franceconnect.paths import (
    DOORS,
    FRANCECONNECT,
    FRANCECONNECT_ABOUT,
    FRANCECONNECT_LINK,
    FRANCECONNECT_RETURN,
)
from app.settings.paths import SETTINGS
from views.franceconnect.about import franceconnect_about
from views.franceconnect.identification import franceconnect, franceconnect_return
from views.franceconnect.link import franceconnect_link
from views.shell.feature import Feature, Route
from views.shell.guards import private
from views.steps.franceconnect_button import franceconnect_of


async def _look(page: PageScope) -> None:
    # Known before a screen offers it: a button that comes late pushes the others from under a finger.
    await franceconnect_of(page).look_once()


FEATURE = Feature(
    routes=(
        Route(FRANCECONNECT, lambda page: franceconnect(franceconnect_of(page), page.session)),
        Route(FRANCECONNECT_RETURN, lambda page: franceconnect_return(franceconnect_of(page))),
        Route(FRANCECONNECT_ABOUT, lambda page: franceconnect_about(franceconnect_of(page), page.session)),
        Route(
            FRANCECONNECT_LINK,
            private(lambda person: franceconnect_link(franceconnect_of(person.page))),
            over=SETTINGS,
        ),
    ),
    doors=DOORS,
    opens=_look,
)
