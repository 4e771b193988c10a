"""What an export holds of the identity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.identities.tables import Identity
from server.scans.tables import Scan

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def export_identity(transaction: Transaction, account_id: UUID) -> dict[str, Any] | None:
    """Return the identity that the person gave, with the verdict on its document."""
    known = transaction.get(Identity, account_id)
    scans = transaction.scalars(select(Scan).where(Scan.account_id == account_id).order_by(Scan.position))
    sent = [{"file_name": scan.file_name, "bytes": scan.size} for scan in scans]
    if known is None:
        return {"scans": sent} if sent else None
    return {
        "birth_name": known.birth_name,
        "used_name": known.used_name,
        "birth_place_kind": known.birth_place_kind,
        "birth_place_code": known.birth_place_code,
        "document_kind": known.document_kind,
        "document_number": known.document_number,
        "verdict": known.verdict,
        "created_for": known.benefit,
        "created_at": known.opened_at.isoformat(timespec="seconds") if known.opened_at else None,
        "scans": sent,
    }
