"""Documents of requests: what each waits for, what was given to it, and what the fund did not accept of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import String, cast, select

from questionnaires.definition import Kind
from server.clock import Clock
from server.requests import timeline
from server.requests.access import shared_with
from server.requests.rules import DECISION_DAYS, DOCUMENT_DAYS, EventKind, RequestState, grouped
from server.requests.tables import Request, RequestDocument

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime
    from typing import Self

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session as Transaction

    from questionnaires.definition import Definition
    from server.people.tables import Member
    from server.services import Services


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that a request waits for."""

    request_id: UUID
    reference: str
    title: str
    document: str
    label: str
    until: date | None


class RequestPapers:
    """The service of the documents of requests, for whoever has documents or asks after them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Clock])

    def missing(self, transaction: Transaction, member: Member) -> list[Missing]:
        """Return what the requests of a file wait for, as far as a member of it sees them, the most urgent first."""
        assert member.account_id is not None  # noqa: S101 - somebody asks
        return self.lacked(transaction, member.account_id, member)

    def lacked(self, transaction: Transaction, account_id: UUID, member: Member | None) -> list[Missing]:
        """Return what a person's requests wait for: those of a file, or those of none, the most urgent first."""
        query = (
            select(RequestDocument, Request)
            .join(Request, Request.id == RequestDocument.request_id)
            .where(_of(account_id, member), *_WAITED_FOR)
            .order_by(RequestDocument.until.nulls_last(), Request.reference, RequestDocument.position)
        )
        return [
            Missing(
                request.id,
                grouped(request.reference),
                request.title,
                document.document,
                document.label,
                document.until,
            )
            for document, request in transaction.execute(query)
        ]

    def provide(
        self,
        transaction: Transaction,
        account_id: UUID,
        member: Member | None,
        document: str,
        upload_id: UUID,
    ) -> None:
        """Give a document that has arrived to every request that waits for one of its kind."""
        wanted = (
            select(RequestDocument.request_id)
            .join(Request, Request.id == RequestDocument.request_id)
            .where(_of(account_id, member), *_WAITED_FOR, RequestDocument.document == document)
        )
        waiting = select(Request).where(Request.id.in_(wanted)).order_by(Request.id).with_for_update()
        for request in transaction.scalars(waiting).all():
            give(request, document, [upload_id], self._clock.now())

    def refuse(self, transaction: Transaction, upload_id: UUID) -> str | None:
        """Have the requests that an upload was given to wait for another, because the fund does not accept it.

        Returns what the fund calls it in these; None where it was given to none.
        """
        now, label = self._clock.now(), None
        for document in transaction.scalars(_given(upload_id)).all():
            request = transaction.get_one(Request, document.request_id, with_for_update=True)
            if request.state not in {RequestState.STUDIED, RequestState.WAITING}:
                continue
            label = document.label
            document.uploads, document.sent_at = [], None
            document.until = timeline.in_days(now, DOCUMENT_DAYS)
            timeline.move(
                request,
                RequestState.WAITING,
                EventKind.DOCUMENT_REFUSED,
                now,
                document=document.document,
                label=document.label,
                until=document.until,
            )
            request.due_on = document.until
        return label

    def uses(self, transaction: Transaction, upload_ids: Sequence[UUID]) -> set[UUID]:
        """Return those of these uploads that a request has been sent with."""
        return {each for each in upload_ids if self._is_used(transaction, each)}

    def _is_used(self, transaction: Transaction, upload_id: UUID) -> bool:
        if transaction.scalar(_given(upload_id).limit(1)) is not None:
            return True
        answered = cast(Request.answers, String).contains(str(upload_id))
        query = select(Request.id).where(answered, Request.sent_at.is_not(None))
        return transaction.scalar(query.limit(1)) is not None


def give(request: Request, document: str, uploads: Sequence[UUID], now: datetime) -> bool:
    """Give a request a document that it waits for, and return whether it does; with the last one the fund goes on."""
    missing = [each for each in request.documents if each.sent_at is None]
    wanted = next((each for each in missing if each.document == document), None)
    if request.state is not RequestState.WAITING or wanted is None:
        return False
    wanted.uploads, wanted.sent_at = [str(each) for each in uploads], now
    timeline.tell(request, EventKind.DOCUMENT_SENT, now, document=document, label=wanted.label)
    request.updated_at = now
    if len(missing) == 1:
        request.state = RequestState.STUDIED
        request.due_on = timeline.in_days(now, DECISION_DAYS)
    return True


def add(request: Request, document: str, label: str, uploads: Sequence[UUID], now: datetime) -> None:
    """Add a document that nobody waited for."""
    request.documents.append(
        RequestDocument(
            position=len(request.documents),
            document=document,
            label=label,
            until=None,
            uploads=[str(each) for each in uploads],
            sent_at=now,
        )
    )


def documents_in(definition: Definition, answers: Mapping[str, Any]) -> Iterator[tuple[str, list[UUID]]]:
    """Yield the uploads among answers, by the name of their question; what is no id is nobody's upload."""
    for question in definition.questions():
        answer = answers.get(question.name, [])
        if question.kind is Kind.DOCUMENT:
            yield question.name, list(map(_id, answer))
        for inner in question.questions:
            if inner.kind is Kind.DOCUMENT:
                for place, item in enumerate(answer):
                    yield f"{question.name}.{place}.{inner.name}", list(map(_id, item.get(inner.name, [])))


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _given(upload_id: UUID) -> Any:  # noqa: ANN401 - what SQLAlchemy infers
    return select(RequestDocument).where(cast(RequestDocument.uploads, String).contains(str(upload_id)))


def _of(account_id: UUID, member: Member | None) -> ColumnElement[bool]:
    own = Request.account_id == account_id
    if member is None:
        return own & Request.file_id.is_(None)
    return (own & (Request.file_id == member.file_id)) | shared_with(member)


_WAITED_FOR = (Request.state == RequestState.WAITING, RequestDocument.sent_at.is_(None))
