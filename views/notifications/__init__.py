"""Mes notifications."""

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.notifications.notifications import NotificationForm
from app.notifications.own_bell import OwnBell
from app.notifications.paths import NOTIFICATIONS
from views.notifications.notifications import notifications
from views.notifications.text import NotificationsSearchText, NotificationsText
from views.shell.feature import Feature, Route, SearchEntry
from views.shell.guards import private


async def _own(person: PersonScope) -> None:
    person.page.state(OwnBell.of).belong_to(person.account.me.account_id)


FEATURE = Feature(
    routes=(
        Route(
            NOTIFICATIONS,
            private(lambda person: notifications(person.state(NotificationForm.of))),
            over=HOME,
            name=NotificationsText.HEADING,
        ),
    ),
    kept=(OwnBell.of,),
    arrives=_own,
    search=(SearchEntry(NOTIFICATIONS, NotificationsSearchText.NOTIFICATIONS),),
)
