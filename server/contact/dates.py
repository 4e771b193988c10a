"""The dates of appointments."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from server.contact.tables import Appointment, Slot
from server.rules.agenda import AgendaDate, DateCode, DateKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member

_PARIS: Final = ZoneInfo("Europe/Paris")


class AppointmentDates:
    """The dates of the appointments of people, whichever file is looked at."""

    def dates(
        self, transaction: Transaction, account_id: UUID, _: Member | None, since: date, until: date
    ) -> Iterator[AgendaDate]:
        """Yield the appointments that stand."""
        first = datetime.combine(since, time(), _PARIS)
        after = datetime.combine(until + timedelta(days=1), time(), _PARIS)
        query = (
            select(Appointment)
            .join(Appointment.slot)
            .where(
                Appointment.account_id == account_id,
                Appointment.cancelled_at.is_(None),
                Slot.starts_at >= first,
                Slot.starts_at < after,
            )
        )
        for each in transaction.scalars(query):
            yield AgendaDate(
                kind=DateKind.APPOINTMENT,
                code=DateCode.BOOKED,
                key=each.id.hex,
                day=each.slot.starts_at.astimezone(_PARIS).date(),
                starts_at=each.slot.starts_at,
                minutes=each.slot.minutes,
                way=each.slot.way,
                subject=each.subject,
                place=each.slot.place,
                appointment_id=each.id,
            )
