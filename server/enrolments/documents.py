"""Who checks identity documents: an interface, and a register in the database as its reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from server.domain.documents import Verdict
from server.store.enrolment_tables import RegisteredDocument
from text_rules.folding import folded_letters

if TYPE_CHECKING:
    from datetime import date

    from server.domain.documents import Document
    from server.domain.enrolments import CivilStatus
    from server.store import Store


class CheckerUnavailable(Exception):
    """The checker does not answer: the person goes on, and a scan is asked for later."""


class DocumentChecker(Protocol):
    """Knows identity documents."""

    def check(self, document: Document, holder: CivilStatus, today: date) -> Verdict:
        """Whether the document is the holder's: `VERIFIED`, `NOT_FOUND`, `MISMATCH` or `EXPIRED`.

        Raises:
            CheckerUnavailable: it cannot be told now.
        """


class Register:
    """The documents of a table. One that holds nothing cannot tell that a document does not exist."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def check(self, document: Document, holder: CivilStatus, today: date) -> Verdict:
        """See `DocumentChecker`."""
        with self._store.read() as transaction:
            known = transaction.get(RegisteredDocument, (document.kind, document.number))
            if known is None and transaction.scalar(select(RegisteredDocument.number).limit(1)) is None:
                raise CheckerUnavailable
        if known is None:
            return Verdict.NOT_FOUND
        said = (folded_letters(holder.birth_name), folded_letters(holder.first_names[0]), holder.birth_date)
        if said != (folded_letters(known.birth_name), folded_letters(known.first_name), known.birth_date):
            return Verdict.MISMATCH
        return Verdict.EXPIRED if known.expires_on < today else Verdict.VERIFIED
