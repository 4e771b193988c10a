"""What an export holds of the closing of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.people.closing import closes_at

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def export_closing(transaction: Transaction, account_id: UUID) -> str | None:
    """Return when the account closes, if its holder asked for that."""
    at = closes_at(transaction, account_id)
    return at.isoformat(timespec="seconds") if at else None
