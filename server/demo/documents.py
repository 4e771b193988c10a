"""The demonstration's register of identity documents, with its failures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from server.demo.accounts import NEWCOMERS
from server.identities.documents import CheckerUnavailable, Register
from server.rules.birth_dates import BirthDate
from server.rules.documents import DocumentKind, Verdict

if TYPE_CHECKING:
    from server.rules.civil_status import CivilStatus
    from server.rules.documents import Document

# The document of the account of limited reach: the register does not answer until `POST /demo/checks`.
WAITING = "95SB00420"
_UNAVAILABLE = frozenset(
    {WAITING, *(person.document_number for person in NEWCOMERS if person.outcome == "unavailable")}
)
_FAR = date(2099, 12, 31)
_PAST = date(2020, 3, 31)


class DemoRegister(Register):
    """The register, except that it does not answer for some documents."""

    def check(self, document: Document, holder: CivilStatus, today: date) -> Verdict:
        """See `DocumentChecker`."""
        if document.number in _UNAVAILABLE:
            raise CheckerUnavailable
        return super().check(document, holder, today)


def register_rows() -> list[dict[str, Any]]:
    """Return the rows of the register's table: the documents of the newcomers."""
    return [
        {
            "kind": DocumentKind(person.document_kind),
            "number": person.document_number,
            "birth_name": "Quelqu'un" if person.outcome == "mismatch" else person.birth_name,
            "first_name": next(iter(person.first_names), ""),
            "birth_date": BirthDate.read(person.birth_date),
            "expires_on": _PAST if person.outcome == "expired" else _FAR,
        }
        for person in NEWCOMERS
        if person.outcome in {"verified", "expired", "mismatch"}
    ]
