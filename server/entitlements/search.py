"""What people find of entitlements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from server.entitlements.tables import Entitlement
from server.feature import Searchable, SearchEntry, Searcher
from server.people.doors import Door
from server.typesetting.french import BENEFITS, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session as Transaction


def _entitlements(transaction: Transaction, searcher: Searcher) -> Iterator[SearchEntry]:
    of_files = select(Entitlement).where(Entitlement.file_id.in_(searcher.files)).order_by(Entitlement.id)
    for each in transaction.scalars(of_files):
        since = day(each.since.isoformat())
        until = f" au {day(each.until.isoformat())}" if each.until is not None else ""
        yield SearchEntry(
            id=str(each.id),
            title=BENEFITS.get(each.benefit, each.benefit),
            text=f"Droit suspendu, ouvert le {since}"
            if each.state == "suspended"
            else f"Droit du {since}{until}",
            words=f"{each.benefit} prestation aide allocation suspension",
            at=each.since,
            file_id=each.file_id,
        )


SEARCHABLE: Final = (Searchable("entitlement", _entitlements, Door.PAYMENTS),)
