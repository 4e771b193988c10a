"""What the rights of a file come to, as an estimate of a declaration needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from server.entitlements.tables import Entitlement

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


class EntitlementAmounts:
    """The amounts of what is open, or suspended and may open again."""

    def amounts(self, transaction: Transaction, file_id: UUID) -> Mapping[str, int]:
        """Return the cents a month of each benefit, by code."""
        query = select(Entitlement).where(Entitlement.file_id == file_id, Entitlement.state != "closed")
        return {each.benefit: each.amount for each in transaction.scalars(query)}
