"""What an export holds of the private address of an agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.agenda.tables import AgendaSubscription

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def export_subscription(transaction: Transaction, account_id: UUID) -> str | None:
    """Return when it was made; nobody has the address itself."""
    known = transaction.get(AgendaSubscription, account_id)
    return known.made_at.isoformat(timespec="seconds") if known is not None else None
