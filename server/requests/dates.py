"""The last days of requests: to send a document that one waits for, and to contest a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from server.clock import Clock
from server.requests.access import shared_with
from server.requests.papers import RequestPapers
from server.requests.rules import RequestState
from server.requests.tables import Request
from server.rules.agenda import AgendaDate, DateCode, DateKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from typing import Self
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member
    from server.requests.papers import Missing
    from server.services import Services


class RequestDates:
    """The dates of requests."""

    def __init__(self, clock: Clock, papers: RequestPapers) -> None:
        self._clock = clock
        self._papers = papers

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build it from the services that it needs."""
        return cls(services[Clock], services[RequestPapers])

    def dates(
        self, transaction: Transaction, account_id: UUID, member: Member | None, since: date, until: date
    ) -> Iterable[AgendaDate]:
        """Return those of the person's requests for a file and for none, and of what others sent for it."""
        missing = self._papers.lacked(transaction, account_id, None)
        if member is not None:
            missing += self._papers.lacked(transaction, account_id, member)
        return (
            *_documents(missing, since, until),
            *self._appeals(transaction, account_id, member, since, until),
        )

    def _appeals(
        self, transaction: Transaction, account_id: UUID, member: Member | None, since: date, until: date
    ) -> Iterator[AgendaDate]:
        seen: ColumnElement[bool] = (Request.account_id == account_id) & Request.file_id.is_(None)
        if member is not None:
            own = (Request.account_id == account_id) & (Request.file_id == member.file_id)
            seen = or_(seen, own, shared_with(member))
        query = select(Request).where(
            seen,
            Request.state == RequestState.REFUSED,
            Request.appeal_until.between(max(since, self._clock.now().date()), until),
        )
        for each in transaction.scalars(query):
            assert each.appeal_until is not None  # noqa: S101 - asked for
            yield AgendaDate(
                kind=DateKind.DEADLINE,
                code=DateCode.APPEAL,
                key=each.id.hex,
                day=each.appeal_until,
                label=each.title,
                request_id=each.id,
            )


def _documents(missing: Iterable[Missing], since: date, until: date) -> Iterator[AgendaDate]:
    for each in missing:
        if each.until is not None and since <= each.until <= until:
            yield AgendaDate(
                kind=DateKind.DOCUMENT,
                code=DateCode.ASKED,
                key=f"{each.request_id.hex}-{each.document}",
                day=each.until,
                document=each.document,
                label=each.label,
                request_id=each.request_id,
            )
