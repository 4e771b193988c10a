"""Dates as a calendar file (iCalendar, RFC 5545), which every calendar program reads.

Its entries have no amount, no name and no benefit: calendars are shared, and read on locked screens.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

from server.agenda import text
from server.agenda.rules import PARIS
from server.rules.agenda import DateCode, DateKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.rules.agenda import AgendaDate

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"

_NAMESPACE: Final = UUID("0b0c5f0e-5a3c-4f0c-9d39-6a1f5b6f0a11")
# A day has no hour: nine o'clock, three days before its own beginning.
_NINE_THREE_DAYS_BEFORE: Final = timedelta(hours=9) - timedelta(days=3)
_BEFORE_A_DAY: Final = {
    DateKind.DECLARATION: (_NINE_THREE_DAYS_BEFORE,),
    DateKind.DOCUMENT: (_NINE_THREE_DAYS_BEFORE,),
    DateKind.DEADLINE: (_NINE_THREE_DAYS_BEFORE,),
}
_BEFORE_AN_HOUR: Final = (-timedelta(days=1), -timedelta(hours=1))


def calendar_of(dates: Iterable[AgendaDate], owner: UUID, *, made_on: datetime) -> bytes:
    """Return the calendar file of some dates, as UTF-8 with lines of 75 bytes at most that end in CRLF.

    Args:
        dates: what is in it.
        owner: the account that it is of: the names of its entries follow from it, and say nothing of it.
        made_on: when it is made; the day of it is in the file.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Mon Compte//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", text.NAME)
    calendar.add("x-published-ttl", "PT6H")
    stamp = datetime.combine(made_on.astimezone(UTC).date(), time(), UTC)
    for each in dates:
        calendar.add_component(_event(each, owner, stamp))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def tag_of(content: bytes) -> str:
    """Return the entity tag of a calendar file (RFC 9110, 8.8.3)."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _event(each: AgendaDate, owner: UUID, stamp: datetime) -> Event:
    title = text.TITLES[each.code]
    event = Event()
    event.add("uid", f"{uuid5(_NAMESPACE, f'{owner}/{each.file_id}/{each.id}')}@mon-compte")
    event.add("dtstamp", stamp)
    event.add("summary", title)
    event.add("class", "PRIVATE")
    event.add("description", text.MORE)
    if each.starts_at is not None:
        starts = each.starts_at.astimezone(PARIS)
        event.add("dtstart", starts)
        event.add("dtend", starts + timedelta(minutes=each.minutes or 0))
        event.add("location", each.place or text.BY_TELEPHONE)
        event.add("transp", "OPAQUE")
    else:
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if each.code is DateCode.EXPECTED:
        event.add("status", "TENTATIVE")
    else:
        event.add("status", "CONFIRMED")
    before = _BEFORE_AN_HOUR if each.starts_at is not None else _BEFORE_A_DAY.get(each.kind, ())
    for trigger in before:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", trigger)
        event.add_component(alarm)
    return event
