"""The rules of notifications: channels, hours, bounds, and how long one is tried to be sent."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from server.http.kinds import ProblemKind
from server.outbox.telling import Subject
from server.rules.agenda import DateCode, DateKind
from server.rules.codes import Channel

PARIS: Final = ZoneInfo("Europe/Paris")
DAY_MINUTES: Final = 24 * 60


class NotificationChannel(StrEnum):
    """Where a person is told of something: their contacts, and their devices."""

    MAIL = "mail"
    SMS = "sms"
    PUSH = "push"


CONTACT_CHANNELS: Final = {NotificationChannel.MAIL: Channel.MAIL, NotificationChannel.SMS: Channel.SMS}
"""The contact that each channel but push leads to."""

BEFORE_A_CHOICE: Final = (Subject.MESSAGE, Subject.DOCUMENT, Subject.APPOINTMENT)
"""What the first contact is written of as long as a person has chosen nothing: without, the service would fail them."""

DEVICES: Final = 10
"""How many devices of an account have push; the one that was added first gives way."""

KEPT: Final = timedelta(days=3)
"""How long a notification waits: what is older is in the program anyway."""

RETRIES: Final = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))
"""Between two tries of a push service that does not answer."""

REMINDED_DAYS: Final = 3
"""How many days before a date people are reminded of it."""
REMINDED_FROM: Final = time(9)
"""Not before that hour of the morning."""

REMINDED_OF: Final = {
    (DateKind.DECLARATION, DateCode.DUE): Subject.DECLARATION,
    (DateKind.DOCUMENT, DateCode.ASKED): Subject.DOCUMENT,
    (DateKind.DEADLINE, DateCode.APPEAL): Subject.DOCUMENT,
    (DateKind.DEADLINE, DateCode.CONTEST): Subject.DOCUMENT,
}
"""The dates that people are reminded of. A payment is written of as it is made, an appointment by who keeps it."""

SHOWN_AT: Final = {
    Subject.MESSAGE: "/mon-compte/courriers",
    Subject.DOCUMENT: "/mon-compte/documents-a-fournir",
    Subject.DECLARATION: "/mon-compte/declaration",
    Subject.PAYMENT: "/mon-compte/paiements",
    Subject.APPOINTMENT: "/mon-compte/agenda",
}
"""Where the program in a browser shows what a notification is about."""

PUSH_UNAVAILABLE: Final = ProblemKind("push_unavailable", 409, "This server sends no push notifications")


def quiet_until(now: datetime, first: int | None, last: int | None) -> datetime | None:
    """Return when the quiet hours that `now` falls into are over; None where it falls into none.

    Args:
        now: any instant.
        first: the minute of the day, on a clock in Paris, at which they begin; None for none.
        last: the one at which they end, on the next day where it is the earlier one.
    """
    if first is None or last is None or first == last:
        return None
    local = now.astimezone(PARIS)
    minute = local.hour * 60 + local.minute
    within = first <= minute < last if first < last else minute >= first or minute < last
    if not within:
        return None
    day = local.date() if minute < last else local.date() + timedelta(days=1)
    return datetime.combine(day, time(last // 60, last % 60), PARIS).astimezone(UTC)
