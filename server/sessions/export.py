"""What an export holds of sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.sessions.tables import SignedSession

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def export_sessions(transaction: Transaction, account_id: UUID) -> list[dict[str, Any]]:
    """Return every session, the newest first."""
    found = transaction.scalars(
        select(SignedSession)
        .where(SignedSession.account_id == account_id)
        .order_by(SignedSession.created_at.desc())
    )
    return [
        {
            "device_name": session.device_name,
            "created_at": session.created_at.isoformat(timespec="seconds"),
            "last_seen_at": session.last_seen_at.isoformat(timespec="seconds"),
            "ended": session.ended_at is not None,
        }
        for session in found
    ]
