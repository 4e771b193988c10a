"""FranceConnect."""

from app.core.scope import PageScope
from app.franceconnect.identification import FranceConnect
from app.franceconnect.paths import (
    DOORS,
    FRANCECONNECT,
    FRANCECONNECT_ABOUT,
    FRANCECONNECT_LINK,
    FRANCECONNECT_RETURN,
)
from app.settings.paths import SETTINGS
from app.steps.franceconnect import FRANCECONNECT_OFFER
from views.franceconnect.about import franceconnect_about
from views.franceconnect.identification import franceconnect, franceconnect_return
from views.franceconnect.link import franceconnect_link
from views.franceconnect.text import FranceConnectAboutText, FranceConnectLinkText
from views.shell.feature import Feature, Route
from views.shell.guards import private


async def _look(page: PageScope) -> None:
    # Known before a screen offers it: a button that comes late pushes the others from under a finger.
    await page.state(FranceConnect.of).look_once()


FEATURE = Feature(
    routes=(
        Route(FRANCECONNECT, lambda page: franceconnect(page.state(FranceConnect.of), page.session)),
        Route(FRANCECONNECT_RETURN, lambda page: franceconnect_return(page.state(FranceConnect.of))),
        Route(
            FRANCECONNECT_ABOUT,
            lambda page: franceconnect_about(page.state(FranceConnect.of), page.session),
            name=FranceConnectAboutText.HEADING,
        ),
        Route(
            FRANCECONNECT_LINK,
            private(lambda person: franceconnect_link(person.page.state(FranceConnect.of))),
            over=SETTINGS,
            name=FranceConnectLinkText.HEADING,
        ),
    ),
    doors=DOORS,
    shared={FRANCECONNECT_OFFER: FranceConnect.of},
    opens=_look,
)
