"""What papers state of entitlements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from server.entitlements.tables import Entitlement
from server.rules.paper_facts import OpenRight

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services


class EntitlementPapers:
    """The entitlements of a store, as papers state them."""

    @classmethod
    def from_services(cls, _: Services) -> Self:
        """Build it; it needs none of the others."""
        return cls()

    def open_rights(self, transaction: Transaction, file_id: UUID, on: date) -> Sequence[OpenRight]:
        """Return the benefits to which a file is entitled on a day, by their codes; none that is suspended."""
        found = transaction.scalars(
            select(Entitlement)
            .where(
                Entitlement.file_id == file_id,
                Entitlement.state == "open",
                Entitlement.since <= on,
                or_(Entitlement.until.is_(None), Entitlement.until >= on),
            )
            .order_by(Entitlement.benefit)
        )
        return [OpenRight(benefit=each.benefit, amount=each.amount, since=each.since) for each in found]
