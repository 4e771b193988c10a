"""What an export holds of the documents that a person sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.feature import ExportTable
from server.typesetting.french import moment
from server.uploads.tables import Upload
from server.uploads.text import REASONS, STATES, document_name

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def export_uploads(transaction: Transaction, account_id: UUID) -> list[dict[str, Any]]:
    """Return the documents that the person sent, the newest first."""
    found = transaction.scalars(
        select(Upload).where(Upload.account_id == account_id).order_by(Upload.touched_at.desc(), Upload.id)
    )
    return [
        {
            "document": upload.document,
            "file_name": scan.file_name,
            "bytes": scan.size,
            "state": upload.state.value,
            "reason": upload.reason.value if upload.reason else None,
            "sent_at": upload.sent_at.isoformat(timespec="seconds") if upload.sent_at else None,
        }
        for upload in found
        for scan in upload.scans
    ]


def table_of_uploads(uploads: list[dict[str, Any]]) -> ExportTable:
    """Return the table of the export's document."""
    return ExportTable(
        "Documents envoyés",
        ("Document", "Fichier", "Envoyé le", "Suite donnée"),
        tuple(
            (
                document_name(each["document"]),
                each["file_name"],
                moment(each["sent_at"]) if each["sent_at"] else "",
                REASONS[each["reason"]] if each["reason"] else STATES[each["state"]],
            )
            for each in uploads
        ),
    )
