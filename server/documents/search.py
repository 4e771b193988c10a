"""What people find of the papers that they asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from server.documents.rules import PaperState
from server.documents.tables import Document
from server.documents.text import TITLES, months_words
from server.feature import Searchable, SearchEntry, Searcher
from server.people.doors import Door
from server.typesetting.french import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session as Transaction

_GONE: Final = (PaperState.CANCELLED, PaperState.FAILED)


def _papers(transaction: Transaction, searcher: Searcher) -> Iterator[SearchEntry]:
    """Yield the person's own: a spouse does not see who asks for what."""
    own = Document.account_id == searcher.account_id, Document.file_id.in_(searcher.files)
    query = select(Document).where(*own, Document.state.not_in(_GONE)).order_by(Document.id)
    for each in transaction.scalars(query):
        period = f", {months_words(each.from_month, each.until_month)}" if each.from_month else ""
        yield SearchEntry(
            id=str(each.id),
            title=f"{TITLES[each.kind]}{period}",
            text=f"Demande du {day(each.asked_at.isoformat())}",
            words="document papier PDF télécharger justificatif",
            at=each.asked_at,
            file_id=each.file_id,
        )


SEARCHABLE: Final = (Searchable("document", _papers, Door.CERTIFICATES),)
