"""Requests after their draft: found, sent, followed, withdrawn, appealed against; and the moves of the fund."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from server.clock import Clock
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND
from server.http.problems import Problem, invalid
from server.people.doors import DOOR_CLOSED, Reason
from server.people.reach import Reach
from server.requests.access import check_door, visible
from server.requests.drafts import refusals
from server.requests.rules import (
    ANSWER_DAYS,
    APPEAL_DAYS,
    DEADLINE_PASSED,
    DECISION_DAYS,
    DOCUMENT_DAYS,
    UNDER_WAY,
    EventKind,
    RequestState,
)
from server.requests.tables import Request, RequestDocument, RequestEvent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services
    from server.sessions.service import Signed


class Requests:
    """The service of requests."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(clock=services[Clock])

    def page(
        self,
        transaction: Transaction,
        person: Signed,
        *,
        file_id: UUID | None,
        before: tuple[datetime, UUID] | None,
        limit: int,
    ) -> Sequence[Request]:
        """Return the requests that a person sees, the newest first.

        Args:
            transaction: where they are read.
            person: who asks.
            file_id: those of one file alone, and those that are for no file yet.
            before: where the page before ended.
            limit: how many at most.
        """
        query = select(Request).where(visible(transaction, person))
        if file_id is not None:
            query = query.where(or_(Request.file_id == file_id, Request.file_id.is_(None)))
        if before is not None:
            at, last = before
            query = query.where(
                or_(Request.updated_at < at, and_(Request.updated_at == at, Request.id < last))
            )
        newest = query.order_by(Request.updated_at.desc(), Request.id.desc())
        return transaction.scalars(newest.limit(limit)).all()

    def find(
        self, transaction: Transaction, person: Signed, request_id: UUID, *, to_act: bool = False
    ) -> Request:
        """Return a request; `to_act` where something is done with it, which its door must allow.

        Raises:
            Problem: `not_found`, also for what others wrote; `door_closed`.
        """
        query = select(Request).where(Request.id == request_id, visible(transaction, person))
        request = transaction.scalar(query.with_for_update() if to_act else query)
        if request is None:
            raise Problem(NOT_FOUND)
        if to_act:
            check_door(transaction, person, request.file_id, request.door)
        return request

    def send(self, person: Signed, request: Request, revision: int) -> None:
        """Send a draft to the fund.

        Raises:
            Problem: `changed_meanwhile`, `validation_failed` with the path of each answer, `door_closed` while the
                identity of the person is not checked.
        """
        if request.state is not RequestState.DRAFT or request.revision != revision:
            raise Problem(CHANGED_MEANWHILE)
        if person.reach is Reach.LIMITED:
            raise Problem(DOOR_CLOSED, reason=Reason.IDENTITY_UNCHECKED)
        if wrong := refusals(request.definition, request.answers):
            raise invalid(*((f"answers.{path}", code) for path, code in wrong.items()))
        request.sent_at = self._clock.now()
        self._move(request, RequestState.SENT, EventKind.SENT, due_in=ANSWER_DAYS)

    def withdraw(self, request: Request) -> None:
        """Take a request back.

        Raises:
            Problem: `changed_meanwhile` where it is over, or no longer a draft's successor under way.
        """
        if request.state not in UNDER_WAY:
            raise Problem(CHANGED_MEANWHILE)
        self._move(request, RequestState.WITHDRAWN, EventKind.WITHDRAWN)

    def appeal(self, request: Request, text: str) -> None:
        """Appeal against a refusal.

        Raises:
            Problem: `changed_meanwhile` where there is no refusal, `deadline_passed`.
        """
        if request.state is not RequestState.REFUSED or request.appeal_until is None:
            raise Problem(CHANGED_MEANWHILE)
        if self._today() > request.appeal_until:
            raise Problem(DEADLINE_PASSED)
        self._move(request, RequestState.APPEALED, EventKind.APPEALED, due_in=ANSWER_DAYS, text=text)

    def add_document(self, request: Request, document: str, uploads: Sequence[UUID]) -> None:
        """Add what was sent for a document that a request waits for; with the last the fund goes on.

        Raises:
            Problem: `changed_meanwhile` where it does not wait for that document.
        """
        missing = [each for each in request.documents if each.sent_at is None]
        wanted = next((each for each in missing if each.document == document), None)
        if request.state is not RequestState.WAITING or wanted is None:
            raise Problem(CHANGED_MEANWHILE)
        now = self._clock.now()
        wanted.uploads, wanted.sent_at = [str(each) for each in uploads], now
        self._tell(request, EventKind.DOCUMENT_SENT, document=document, label=wanted.label)
        request.updated_at = now
        if len(missing) == 1:
            request.state = RequestState.STUDIED
            request.due_on = self._in_days(DECISION_DAYS)

    # The moves of the fund.

    def study(self, request: Request) -> None:
        """Begin to study a request that was sent.

        Raises:
            Problem: `changed_meanwhile`.
        """
        self._expect(request, RequestState.SENT)
        self._move(request, RequestState.STUDIED, EventKind.STUDIED, due_in=ANSWER_DAYS)

    def ask_document(self, request: Request, document: str, label: str, until: date | None = None) -> None:
        """Ask the person for a document.

        Args:
            request: which waits for it.
            document: its code.
            label: what the fund calls it, with its article: "l'attestation de loyer".
            until: the last day to send it; a month from now unless one is given.

        Raises:
            Problem: `changed_meanwhile`.
        """
        self._expect(request, RequestState.SENT, RequestState.STUDIED, RequestState.WAITING)
        until = until or self._in_days(DOCUMENT_DAYS)
        request.documents.append(
            RequestDocument(
                position=len(request.documents), document=document, label=label, until=until, uploads=[]
            )
        )
        self._move(
            request,
            RequestState.WAITING,
            EventKind.DOCUMENT_ASKED,
            document=document,
            label=label,
            until=until,
        )
        request.due_on = min(each.until for each in request.documents if each.until and not each.sent_at)

    def accept(self, request: Request, reason: str | None = None) -> None:
        """Accept a request, or an appeal.

        Raises:
            Problem: `changed_meanwhile`.
        """
        self._expect(request, *UNDER_WAY, RequestState.APPEALED)
        appealed = request.state is RequestState.APPEALED
        kind = EventKind.APPEAL_ACCEPTED if appealed else EventKind.ACCEPTED
        self._decide(request, RequestState.ACCEPTED, kind, reason)

    def refuse(self, request: Request, reason: str) -> None:
        """Refuse a request with the reason, or an appeal: then there is no second one.

        Raises:
            Problem: `changed_meanwhile`.
        """
        self._expect(request, *UNDER_WAY, RequestState.APPEALED)
        appealed = request.state is RequestState.APPEALED
        kind = EventKind.APPEAL_REFUSED if appealed else EventKind.REFUSED
        self._decide(request, RequestState.REFUSED, kind, reason)
        request.appeal_until = None if appealed else self._in_days(APPEAL_DAYS)

    def _decide(self, request: Request, state: RequestState, kind: EventKind, reason: str | None) -> None:
        self._move(request, state, kind, text=reason)
        request.decided_at, request.reason, request.appeal_until = request.updated_at, reason, None

    def _move(
        self,
        request: Request,
        state: RequestState,
        kind: EventKind,
        *,
        due_in: int | None = None,
        document: str | None = None,
        label: str | None = None,
        until: date | None = None,
        text: str | None = None,
    ) -> None:
        request.state = state
        request.updated_at = self._clock.now()
        request.due_on = self._in_days(due_in) if due_in else None
        self._tell(request, kind, document=document, label=label, until=until, text=text)

    def _tell(
        self,
        request: Request,
        kind: EventKind,
        *,
        document: str | None = None,
        label: str | None = None,
        until: date | None = None,
        text: str | None = None,
    ) -> None:
        request.events.append(
            RequestEvent(
                position=len(request.events),
                kind=kind,
                at=self._clock.now(),
                document=document,
                label=label,
                until=until,
                text=text,
            )
        )

    def _expect(self, request: Request, *states: RequestState) -> None:
        if request.state not in states:
            raise Problem(CHANGED_MEANWHILE)

    def _today(self) -> date:
        return self._clock.now().date()

    def _in_days(self, days: int) -> date:
        return self._today() + timedelta(days=days)
