"""What an export holds of the papers that a person asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.documents.rules import PaperKind
from server.documents.tables import Document
from server.documents.text import TITLES, period
from server.feature import ExportTable
from server.typesetting.french import moment

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member


def export_documents(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return the papers that are kept, the newest first: the person's own, whatever door closed since."""
    found = transaction.scalars(
        select(Document)
        .where(Document.file_id == member.file_id, Document.account_id == member.account_id)
        .order_by(Document.asked_at.desc())
    )
    return [
        {
            "kind": document.kind.value,
            "from": document.from_month,
            "until": document.until_month,
            "asked_at": document.asked_at.isoformat(timespec="seconds"),
        }
        for document in found
    ]


def table_of_documents(documents: list[dict[str, Any]]) -> ExportTable:
    """Return the table of the export's document."""
    return ExportTable(
        "Attestations et relevés demandés",
        ("Document", "Période", "Demandé le"),
        tuple(
            (
                TITLES[PaperKind(each["kind"])],
                period(each["from"], each["until"]) if each["from"] else "",
                moment(each["asked_at"]),
            )
            for each in documents
        ),
    )
