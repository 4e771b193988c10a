"""What an export holds of accepted terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.migration.tables import AcceptedTerms

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def export_terms(transaction: Transaction, account_id: UUID) -> list[dict[str, Any]]:
    """Return the versions of the terms that the person accepted."""
    found = transaction.scalars(
        select(AcceptedTerms)
        .where(AcceptedTerms.account_id == account_id)
        .order_by(AcceptedTerms.accepted_at)
    )
    return [
        {"version": terms.version, "accepted_at": terms.accepted_at.isoformat(timespec="seconds")}
        for terms in found
    ]
