"""What an export holds of the entitlements of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.entitlements.tables import Entitlement
from server.people.doors import Door
from server.people.export import opens

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member


def export_entitlements(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return the entitlements."""
    if not opens(member, Door.PAYMENTS):
        return []
    found = transaction.scalars(
        select(Entitlement)
        .where(Entitlement.file_id == member.file_id)
        .order_by(Entitlement.benefit, Entitlement.since)
    )
    return [
        {
            "benefit": due.benefit,
            "state": due.state,
            "amount": due.amount,
            "since": due.since.isoformat(),
            "until": due.until.isoformat() if due.until else None,
            "reason": due.reason,
            "act": due.act,
            "ends_when": due.ends_when,
        }
        for due in found
    ]
