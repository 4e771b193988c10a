"""The delivery of webhooks: each is told of one dispatch after the other, and again until it has taken it."""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import exists, func, or_, select
from sqlalchemy.exc import SQLAlchemyError

from server.clock import Clock
from server.db import Store
from server.dispatches.receivers import Outcome, Receivers
from server.dispatches.rules import LEASE, REFUSED_TRIES, RETRIES
from server.dispatches.service import Dispatches, last_position
from server.dispatches.signing import signed_headers
from server.dispatches.tables import DeadLetter, Dispatch, Webhook
from server.dispatches.webhooks import Webhooks

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session as Transaction

    from server.dispatches.receivers import Answer
    from server.services import Services

_log = logging.getLogger(__name__)

_AT_ONCE: Final = 4
# The sweeper looks every ten minutes anyway.
_LONGEST_WAIT_S: Final = 600.0


@dataclass(frozen=True, slots=True, repr=False)
class _Taken:
    """What was taken to be told, and until when nobody else takes it."""

    webhook_id: UUID
    dispatch_id: UUID
    position: int
    url: str
    headers: dict[str, str]
    body: bytes
    leased_until: datetime
    replayed: bool


class WebhookDelivery:
    """What tells webhooks; several machines may, and each is told by one at a time."""

    def __init__(
        self, store: Store, clock: Clock, dispatches: Dispatches, webhooks: Webhooks, receivers: Receivers
    ) -> None:
        self._store = store
        self._clock = clock
        self._dispatches = dispatches
        self._webhooks = webhooks
        self._receivers = receivers
        self._threads = ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="webhooks")
        self._lock = Lock()
        self._begun = False
        self._closed = False
        self._timer: Timer | None = None

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service; from then on acts are told of as they are committed."""
        made = cls(
            services[Store], services[Clock], services[Dispatches], services[Webhooks], services[Receivers]
        )
        services[Dispatches].committed = made.begin
        services.on_close(made.close)
        return made

    def begin(self) -> None:
        """Tell what is due, in the background; asked for several times at once, it is done once.

        While one thread waits for a receiver that hangs, another tells the others.
        """
        with self._lock:
            if not self._begun and not self._closed:
                self._begun = True
                self._threads.submit(self._tell_meanwhile)

    def tell_due(self) -> None:
        """Tell all that is due."""
        with self._store.read() as transaction:
            if transaction.scalar(select(Webhook.id).limit(1)) is None:
                return
        self._dispatches.place()
        while (taken := self._take()) is not None:
            self._settle(taken, self._receivers.tell(taken.url, taken.headers, taken.body))

    def close(self) -> None:
        """Tell nothing more; what waits is told after the next start."""
        with self._lock:
            self._closed = True
            if self._timer is not None:
                self._timer.cancel()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _tell_meanwhile(self) -> None:
        with self._lock:
            self._begun = False
        try:
            self.tell_due()
            self._plan()
        except (SQLAlchemyError, OSError) as error:
            _log.warning("webhooks could not be told now: %s", type(error).__name__)

    def _plan(self) -> None:
        """Look again when the next one is due."""
        with self._store.read() as transaction:
            now = self._webhooks.now(transaction)
            next_at = transaction.scalar(select(func.min(Webhook.due_at)).where(*_has_more(transaction)))
        if next_at is None:
            return
        wait = min(max((next_at - now).total_seconds(), 0.1), _LONGEST_WAIT_S)
        with self._lock:
            if self._closed:
                return
            if self._timer is not None:
                self._timer.cancel()
            self._timer = Timer(wait, self.begin)
            self._timer.daemon = True
            self._timer.start()

    def _take(self) -> _Taken | None:
        """Return what is told next, which nobody else takes meanwhile; None where nothing is due."""
        while True:
            with self._store.write() as transaction:
                now = self._webhooks.now(transaction)
                due = (
                    select(Webhook)
                    .where(Webhook.due_at <= now, *_has_more(transaction))
                    .order_by(Webhook.due_at, Webhook.id)
                    .limit(1)
                    .with_for_update(skip_locked=True)
                )
                webhook = transaction.scalar(due)
                if webhook is None:
                    return None
                letter = transaction.scalar(_to_replay(webhook))
                dispatch = letter or transaction.scalar(_next(webhook))
                if dispatch is None:
                    # What is left is of other kinds.
                    webhook.position = last_position(transaction)
                    continue
                webhook.due_at = now + LEASE
                return self._taken(webhook, dispatch, now, replayed=letter is not None)

    def _taken(self, webhook: Webhook, dispatch: Dispatch, now: datetime, *, replayed: bool) -> _Taken:
        # The real time: a receiver knows no other, and takes nothing that is five minutes off.
        at = now - self._clock.offset
        said: dict[str, Any] = {
            "type": f"dispatch.{dispatch.kind}",
            "timestamp": at.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "data": {
                "dispatch_id": str(dispatch.id),
                "kind": dispatch.kind,
                "cursor": str(dispatch.position),
            },
        }
        body = json.dumps(said, separators=(",", ":")).encode()
        secrets = self._webhooks.secrets(webhook, now)
        return _Taken(
            webhook_id=webhook.id,
            dispatch_id=dispatch.id,
            position=dispatch.position or 0,
            url=webhook.url,
            headers=signed_headers(f"msg_{dispatch.id.hex}", int(at.timestamp()), body, secrets),
            body=body,
            leased_until=webhook.due_at,
            replayed=replayed,
        )

    def _settle(self, taken: _Taken, answer: Answer) -> None:
        with self._store.write() as transaction:
            webhook = transaction.get(Webhook, taken.webhook_id, with_for_update=True)
            if webhook is None or webhook.due_at != taken.leased_until:
                return  # it was removed, moved back, or taken by another since
            now = self._webhooks.now(transaction)
            webhook.failure = answer.failure
            if answer.outcome is Outcome.TAKEN:
                webhook.told_at, webhook.tries, webhook.due_at = now, 0, now
                self._past(transaction, webhook, taken)
            elif answer.outcome is Outcome.GONE:
                webhook.suspended_at = now
            elif taken.replayed:
                webhook.due_at = now
                self._bury(transaction, webhook, taken, answer, now)
            else:
                webhook.tries += 1
                refused = answer.outcome is Outcome.REFUSED
                if webhook.tries > (REFUSED_TRIES - 1 if refused else len(RETRIES)):
                    self._bury(transaction, webhook, taken, answer, now)
                    webhook.position, webhook.tries, webhook.due_at = taken.position, 0, now
                else:
                    webhook.due_at = now + RETRIES[webhook.tries - 1]
        if answer.outcome is not Outcome.TAKEN:
            # Not its address, which may hold a secret of the receiver's.
            _log.warning("webhook %s was not told: %s", taken.webhook_id, answer.failure)

    def _past(self, transaction: Transaction, webhook: Webhook, taken: _Taken) -> None:
        if not taken.replayed:
            webhook.position = taken.position
        elif (letter := transaction.get(DeadLetter, (webhook.id, taken.dispatch_id))) is not None:
            transaction.delete(letter)

    def _bury(
        self, transaction: Transaction, webhook: Webhook, taken: _Taken, answer: Answer, now: datetime
    ) -> None:
        """Put what could not be told where an operator sees it."""
        letter = transaction.get(DeadLetter, (webhook.id, taken.dispatch_id))
        if letter is None:
            letter = DeadLetter(webhook_id=webhook.id, dispatch_id=taken.dispatch_id)
            transaction.add(letter)
        letter.died_at, letter.failure, letter.replayed = now, answer.failure or "", False


def _has_more(transaction: Transaction) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of a webhook that there may be something to tell."""
    replayed = exists().where(DeadLetter.webhook_id == Webhook.id, DeadLetter.replayed.is_(True))
    newer = Webhook.position < last_position(transaction)
    return Webhook.suspended_at.is_(None), or_(newer, replayed)


def _next(webhook: Webhook) -> Select[Dispatch]:
    query = select(Dispatch).where(Dispatch.position > webhook.position)
    if webhook.kinds:
        query = query.where(Dispatch.kind.in_(webhook.kinds))
    return query.order_by(Dispatch.position).limit(1)


def _to_replay(webhook: Webhook) -> Select[Dispatch]:
    return (
        select(Dispatch)
        .join(DeadLetter, DeadLetter.dispatch_id == Dispatch.id)
        .where(DeadLetter.webhook_id == webhook.id, DeadLetter.replayed.is_(True))
        .order_by(Dispatch.position)
        .limit(1)
    )


def begin_telling(services: Services) -> None:
    """Tell webhooks what is due."""
    services[WebhookDelivery].begin()
