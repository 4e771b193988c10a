"""The last days of entitlements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from server.entitlements.tables import Entitlement
from server.people.doors import Door, closed
from server.rules.agenda import AgendaDate, DateCode, DateKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member


class EntitlementDates:
    """The dates of the entitlements of files."""

    def dates(
        self, transaction: Transaction, _: UUID, member: Member | None, since: date, until: date
    ) -> Iterator[AgendaDate]:
        """Yield the last days of the file's rights, where they are open to the member."""
        if member is None or closed(member.role, Door.PAYMENTS, authorised=member.authorised):
            return
        query = select(Entitlement).where(
            Entitlement.file_id == member.file_id, Entitlement.until.between(since, until)
        )
        for each in transaction.scalars(query):
            assert each.until is not None  # noqa: S101 - asked for
            yield AgendaDate(
                kind=DateKind.END_OF_RIGHT,
                code=DateCode.ENDS,
                key=f"{each.benefit}-{each.since.isoformat()}",
                day=each.until,
                file_id=member.file_id,
                benefit=each.benefit,
            )
