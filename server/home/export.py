"""What an export holds of the alerts of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.home.tables import Alert
from server.people.doors import Door
from server.people.export import opens

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member


def export_alerts(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return the alerts of the file."""
    if not opens(member, Door.REQUESTS):
        return []
    found = transaction.scalars(select(Alert).where(Alert.file_id == member.file_id).order_by(Alert.code))
    return [
        {
            "code": alert.code,
            "document": alert.document,
            "due_on": alert.due_on.isoformat() if alert.due_on else None,
            "amount": alert.amount,
        }
        for alert in found
    ]
