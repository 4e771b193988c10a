"""The alerts of files: what is to be done, or to be known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from server.home.tables import Alert

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

DOCUMENT_MISSING: Final = "document_missing"


@dataclass(frozen=True, slots=True)
class LackedDocument:
    """A document that a file lacks, and the last day to send it."""

    document: str
    until: date | None


def alerts_of(transaction: Transaction, file_id: UUID) -> Sequence[Alert]:
    """Return the alerts of a file, the most urgent first, also of what was done since."""
    query = select(Alert).where(Alert.file_id == file_id)
    return transaction.scalars(query.order_by(Alert.due_on.nulls_last(), Alert.code)).all()


def lacked_documents(transaction: Transaction, file_id: UUID) -> list[LackedDocument]:
    """Return the documents that the alerts of a file ask for, also those that were sent since."""
    return [
        LackedDocument(alert.document, alert.due_on)
        for alert in alerts_of(transaction, file_id)
        if alert.code == DOCUMENT_MISSING and alert.document is not None
    ]
