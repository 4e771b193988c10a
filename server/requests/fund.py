"""The fund's side of requests: what its agents, or another program of theirs, do with what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.clock import Clock
from server.http.kinds import CHANGED_MEANWHILE
from server.http.problems import Problem
from server.outbox.messages import MessageWriting
from server.requests import timeline
from server.requests.effects import Effects
from server.requests.messages import decided, readers_of, waits
from server.requests.rules import (
    ANSWER_DAYS,
    APPEAL_DAYS,
    DOCUMENT_DAYS,
    UNDER_WAY,
    EventKind,
    RequestState,
)
from server.requests.tables import RequestDocument

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from typing import Self

    from sqlalchemy.orm import Session as Transaction

    from server.outbox.messages import FundMessage
    from server.requests.effects import Grant
    from server.requests.tables import Request
    from server.services import Services


class Fund:
    """The service of the fund's moves. Each raises `changed_meanwhile` where the request does not stand where it must.

    Args:
        now: the time at which it moves.
        messages: writes to whoever sees the request, and tells them of it.
        effects: have what is accepted change the file.
    """

    def __init__(self, now: Callable[[], datetime], messages: MessageWriting, effects: Effects) -> None:
        self._now = now
        self._messages = messages
        self._effects = effects

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Clock].now, services[MessageWriting], services[Effects])

    def at(self, when: datetime) -> Self:
        """Return the service as it was, or will be, at another time: a demonstration lives whole days at once."""
        return type(self)(lambda: when, self._messages, self._effects)

    def study(self, request: Request) -> None:
        """Begin to study a request that was sent."""
        _expect(request, RequestState.SENT)
        timeline.move(request, RequestState.STUDIED, EventKind.STUDIED, self._now(), due_in=ANSWER_DAYS)

    def ask_document(
        self,
        transaction: Transaction,
        request: Request,
        document: str,
        label: str,
        until: date | None = None,
    ) -> None:
        """Ask the person for a document.

        Args:
            transaction: where it is written.
            request: what waits for it.
            document: its code.
            label: what the fund calls it, with its article: "l’attestation de loyer".
            until: the last day to send it; a month from now unless one is given.
        """
        _expect(request, RequestState.SENT, RequestState.STUDIED, RequestState.WAITING)
        now = self._now()
        until = until or timeline.in_days(now, DOCUMENT_DAYS)
        request.documents.append(
            RequestDocument(
                position=len(request.documents), document=document, label=label, until=until, uploads=[]
            )
        )
        timeline.move(
            request,
            RequestState.WAITING,
            EventKind.DOCUMENT_ASKED,
            now,
            document=document,
            label=label,
            until=until,
        )
        request.due_on = min(each.until for each in request.documents if each.until and not each.sent_at)
        self._write(transaction, request, waits(request, document, label, until))

    def accept(
        self,
        transaction: Transaction,
        request: Request,
        reason: str | None = None,
        *,
        grant: Grant | None = None,
    ) -> None:
        """Accept a request or an appeal: what it declares is so from now on, and a newcomer has a file.

        Args:
            transaction: where it is written.
            request: what is accepted.
            reason: why, where there is something to say.
            grant: the right that it opens; the next payments follow from what is open.
        """
        _expect(request, *UNDER_WAY, RequestState.APPEALED)
        appealed = request.state is RequestState.APPEALED
        self._decide(
            transaction,
            request,
            RequestState.ACCEPTED,
            EventKind.APPEAL_ACCEPTED if appealed else EventKind.ACCEPTED,
            reason,
        )
        self._effects.apply(transaction, request, grant)

    def refuse(self, transaction: Transaction, request: Request, reason: str) -> None:
        """Refuse a request with the reason, or an appeal: against that there is no other."""
        _expect(request, *UNDER_WAY, RequestState.APPEALED)
        appealed = request.state is RequestState.APPEALED
        self._decide(
            transaction,
            request,
            RequestState.REFUSED,
            EventKind.APPEAL_REFUSED if appealed else EventKind.REFUSED,
            reason,
            appeal_until=None if appealed else timeline.in_days(self._now(), APPEAL_DAYS),
        )

    def _decide(
        self,
        transaction: Transaction,
        request: Request,
        state: RequestState,
        kind: EventKind,
        reason: str | None,
        *,
        appeal_until: date | None = None,
    ) -> None:
        timeline.move(request, state, kind, self._now(), text=reason)
        request.decided_at, request.reason, request.appeal_until = request.updated_at, reason, appeal_until
        self._write(transaction, request, decided(request))

    def _write(self, transaction: Transaction, request: Request, message: FundMessage) -> None:
        self._messages.write(transaction, readers_of(request), message, at=self._now())


def _expect(request: Request, *states: RequestState) -> None:
    if request.state not in states:
        raise Problem(CHANGED_MEANWHILE)
