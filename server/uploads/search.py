"""What people find of the documents that they sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from server.feature import Searchable, SearchEntry, Searcher
from server.typesetting.french import day
from server.uploads.rules import UploadState
from server.uploads.tables import Upload
from server.uploads.text import REASONS, STATES, document_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session as Transaction


def _uploads(transaction: Transaction, searcher: Searcher) -> Iterator[SearchEntry]:
    """Yield the person's own; each leads to what is sent of its kind."""
    query = select(Upload).where(
        Upload.account_id == searcher.account_id, Upload.state != UploadState.UPLOADING
    )
    newest = {upload.document: upload for upload in transaction.scalars(query.order_by(Upload.touched_at))}
    for document, upload in newest.items():
        on = f" le {day(upload.sent_at.isoformat())}" if upload.sent_at is not None else ""
        yield SearchEntry(
            id=document,
            title=document_name(document),
            text=f"Envoi{on}, {_standing(upload)}",
            words="document envoyé justificatif pièce",
            at=upload.sent_at,
            file_id=upload.file_id,
        )


def _standing(upload: Upload) -> str:
    words = REASONS[upload.reason] if upload.reason is not None else STATES[upload.state]
    return words[0].lower() + words[1:]


SEARCHABLE: Final = (Searchable("upload", _uploads),)
