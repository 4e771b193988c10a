"""Mes notifications."""

from app.core.routes import HOME
from app.notifications.notifications import NotificationForm
from app.notifications.paths import NOTIFICATIONS
from views.notifications.notifications import notifications
from views.notifications.text import NotificationsSearchText, NotificationsText
from views.shell.feature import Feature, Route, SearchEntry
from views.shell.guards import private

FEATURE = Feature(
    routes=(
        Route(
            NOTIFICATIONS,
            private(lambda person: notifications(person.state(NotificationForm.of))),
            over=HOME,
            name=NotificationsText.HEADING,
        ),
    ),
    search=(SearchEntry(NOTIFICATIONS, NotificationsSearchText.NOTIFICATIONS),),
)
