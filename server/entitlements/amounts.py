"""What the rights of a file come to, as an estimate of a declaration needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from server.entitlements.tables import Entitlement

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


class EntitlementAmounts:
    """The amounts of entitlements."""

    def amounts(self, transaction: Transaction, file_id: UUID) -> Mapping[str, int]:
        """Return the cents a month of each benefit that is open, or suspended and may open again, by code."""
        query = select(Entitlement).where(Entitlement.file_id == file_id, Entitlement.state != "closed")
        return {each.benefit: each.amount for each in transaction.scalars(query)}

    def open_on(self, transaction: Transaction, file_id: UUID, on: date) -> Mapping[str, int]:
        """Return the cents a month of each benefit that is open on a day, by code."""
        query = select(Entitlement).where(
            Entitlement.file_id == file_id,
            Entitlement.state == "open",
            Entitlement.since <= on,
            or_(Entitlement.until.is_(None), Entitlement.until >= on),
        )
        return {each.benefit: each.amount for each in transaction.scalars(query)}
