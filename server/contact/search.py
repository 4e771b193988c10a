"""What people find of their appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from server.contact.offices import offices
from server.contact.tables import Appointment, Slot
from server.contact.text import HOW
from server.feature import Searchable, SearchEntry, Searcher
from server.typesetting.french import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session as Transaction

_PARIS: Final = ZoneInfo("Europe/Paris")


def _appointments(transaction: Transaction, searcher: Searcher) -> Iterator[SearchEntry]:
    """Yield those of the person, whichever file is looked at."""
    own = select(Appointment).join(Appointment.slot).where(Appointment.account_id == searcher.account_id)
    for each in transaction.scalars(own.order_by(Slot.starts_at)):
        office = offices().get(each.slot.office)
        at = each.slot.starts_at.astimezone(_PARIS)
        yield SearchEntry(
            id=str(each.id),
            title=f"Rendez-vous du {day(at.isoformat())} à {at.hour} h {at.minute:02}",
            text=", ".join(
                filter(None, (HOW[each.slot.way], office.name if office else "", each.slot.place))
            ),
            words="rdv rencontrer conseiller créneau accueil appeler agenda",
            at=each.slot.starts_at,
        )


SEARCHABLE: Final = (Searchable("appointment", _appointments),)
