"""What an export holds of changes of contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.contacts.tables import ContactChange

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def export_changes(transaction: Transaction, account_id: UUID) -> list[dict[str, Any]]:
    """Return the changes of contacts that were made."""
    made = transaction.scalars(
        select(ContactChange)
        .where(ContactChange.account_id == account_id, ContactChange.made_at.is_not(None))
        .order_by(ContactChange.made_at)
    )
    return [
        {
            "channel": change.channel,
            "from": change.replaced,
            "to": change.destination,
            "made_at": change.made_at.isoformat(timespec="seconds") if change.made_at else None,
        }
        for change in made
    ]
