"""Checkers of identity documents: the interface, and a register in the database as its reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from server.db import Store
from server.identities.tables import RegisteredDocument
from server.rules.documents import Verdict
from server.rules.likeness import Particulars, differences

if TYPE_CHECKING:
    from datetime import date
    from typing import Self

    from server.rules.civil_status import CivilStatus
    from server.rules.documents import Document
    from server.services import Services


class CheckerUnavailable(Exception):
    """The checker does not answer: the person goes on, and the document is checked later."""


class DocumentChecker(Protocol):
    """A checker of identity documents."""

    def check(self, document: Document, holder: CivilStatus, today: date) -> Verdict:
        """Return the verdict on a document: `VERIFIED`, `NOT_FOUND`, `MISMATCH` or `EXPIRED`.

        Raises:
            CheckerUnavailable: there is no answer now.
        """


class Register:
    """A register in a table of the database. An empty one never answers that a document does not exist."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(store=services[Store])

    def check(self, document: Document, holder: CivilStatus, today: date) -> Verdict:
        """See `DocumentChecker`."""
        with self._store.read() as transaction:
            known = transaction.get(RegisteredDocument, (document.kind, document.number))
            if known is None and transaction.scalar(select(RegisteredDocument.number).limit(1)) is None:
                raise CheckerUnavailable
        if known is None:
            return Verdict.NOT_FOUND
        printed = Particulars(
            birth_name=known.birth_name,
            first_names=(known.first_name,) if known.first_name else (),
            birth_date=known.birth_date,
            civility=None,
            place=None,
        )
        if differences(printed, holder.particulars):
            return Verdict.MISMATCH
        if not known.birth_date.is_met_by(holder.birth_date):
            return Verdict.TO_CHECK  # the document has more than the person gave: that proves nothing
        return Verdict.EXPIRED if known.expires_on < today else Verdict.VERIFIED
