"""Rights that the fund opens, as it grants what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select

from server.entitlements.tables import Entitlement

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


class EntitlementOpening:
    """What opens entitlements."""

    def open(self, transaction: Transaction, file_id: UUID, benefit: str, amount: int, since: date) -> None:
        """Open a right of a file, or have the one that is open or suspended come to that amount (cents a month)."""
        query = select(Entitlement).where(
            Entitlement.file_id == file_id, Entitlement.benefit == benefit, Entitlement.state != "closed"
        )
        found = transaction.scalar(query.limit(1))
        if found is None:
            transaction.add(
                Entitlement(
                    id=uuid4(),
                    file_id=file_id,
                    benefit=benefit,
                    amount=amount,
                    since=since,
                    state="open",
                    ends_when=[],
                )
            )
            return
        found.amount, found.state, found.reason, found.act = amount, "open", None, None
