"""The slots of the demonstration's offices: every fund has some, at addresses that are invented."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from server.contact.offices import offices
from server.contact.rules import ContactSubject, MeetingBy
from server.contact.tables import Slot
from server.demo.households import demo_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.orm import Session as Transaction

_PARIS: Final = ZoneInfo("Europe/Paris")
_DAYS: Final = 28
_SATURDAY: Final = 5
_MINUTES: Final = 30
# Where people of the demonstration live, and Paris for whoever has no address yet: slots on every day.
_PLACES: Final = {
    "35": "Accueil de démonstration, 1 rue de l’Exemple, 35000 Rennes",
    "29": "Accueil de démonstration, 2 rue de l’Exemple, 29200 Brest",
    "2a": "Accueil de démonstration, 3 rue de l’Exemple, 20000 Ajaccio",
    "75": "Accueil de démonstration, 4 rue de l’Exemple, 75012 Paris",
}
_HOURS: Final = {
    MeetingBy.OFFICE: (time(9), time(9, 30), time(10, 30), time(14), time(15)),
    MeetingBy.TELEPHONE: (time(9), time(11), time(14, 30), time(16)),
}
_FEW_DAYS: Final = (1, 3)
_FEW_HOURS: Final = {
    MeetingBy.OFFICE: (time(9, 30), time(14)),
    MeetingBy.TELEPHONE: (time(11), time(15, 30)),
}
# The last hour of a day is kept for what takes an expert.
_LATE_SUBJECTS: Final = [
    ContactSubject.FAMILY.value,
    ContactSubject.SITUATION.value,
    ContactSubject.DEBT.value,
]


def slot_rows(transaction: Transaction, today: date) -> Iterator[dict[str, Any]]:
    """Yield the slots of the four weeks from a day on that are not there yet."""
    first = datetime.combine(today, time(), _PARIS)
    there = set(transaction.scalars(select(Slot.id).where(Slot.starts_at >= first)))
    # From the day after tomorrow on: what is taken can still be moved.
    for ahead in range(2, _DAYS + 1):
        day = today + timedelta(days=ahead)
        if day.weekday() >= _SATURDAY:
            continue
        for office in offices().values():
            place = _PLACES.get(office.code, f"Accueil de démonstration, {office.place}")
            many = office.code in _PLACES
            if not many and day.weekday() not in _FEW_DAYS:
                continue
            for way, hours in (_HOURS if many else _FEW_HOURS).items():
                for hour in hours:
                    starts_at = datetime.combine(day, hour, _PARIS).astimezone(UTC)
                    slot_id = demo_id("slot", office.code, way, starts_at.isoformat())
                    if slot_id not in there:
                        yield {
                            "id": slot_id,
                            "office": office.code,
                            "way": way,
                            "starts_at": starts_at,
                            "minutes": _MINUTES,
                            "place": place if way is MeetingBy.OFFICE else None,
                            "subjects": _LATE_SUBJECTS if many and hour == hours[-1] else [],
                            "closed_at": None,
                        }
