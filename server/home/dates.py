"""The last days to send what a file lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.home.alerts import lacked_documents
from server.home.router import SentDocuments
from server.people.doors import Door, closed
from server.rules.agenda import AgendaDate, DateCode, DateKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member
    from server.services import Services


class AlertDates:
    """The dates of the alerts of files."""

    def __init__(self, documents: SentDocuments) -> None:
        self._documents = documents

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build it from the services that it needs."""
        return cls(services[SentDocuments])

    def dates(
        self, transaction: Transaction, _: UUID, member: Member | None, since: date, until: date
    ) -> Iterator[AgendaDate]:
        """Yield the last days for documents that were not sent yet, where requests are open to the member."""
        if member is None or closed(member.role, Door.REQUESTS, authorised=member.authorised):
            return
        lacked = lacked_documents(transaction, member.file_id)
        sent = self._documents.provided(transaction, member.file_id) if lacked else set()
        for each in lacked:
            if each.until is not None and since <= each.until <= until and each.document not in sent:
                yield AgendaDate(
                    kind=DateKind.DOCUMENT,
                    code=DateCode.ASKED,
                    key=each.document,
                    day=each.until,
                    file_id=member.file_id,
                    document=each.document,
                )
