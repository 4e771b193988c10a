"""Messages that wait to leave: written with the act that causes them, taken by one process, tried again, given up."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from sqlalchemy import ColumnElement, and_, delete, func, insert, literal, select, update

from server.clock import Clock
from server.crypto.sealing import seal, unseal
from server.crypto.tokens import Pepper
from server.db import Store
from server.outbox import Message
from server.outbox.tables import WaitingMessage
from server.rules.codes import masked

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Self

    from sqlalchemy.orm import Session as Transaction

    from server.outbox.ways import NotSent
    from server.rules.codes import Channel
    from server.services import Services

_log = logging.getLogger(__name__)

RETRIES: Final = tuple(
    timedelta(seconds=each) for each in (10, 30, 60, 300, 900, 1800, 3600, 7200, 4 * 3600, 8 * 3600, 8 * 3600)
)
"""How long after each failure a message is tried again: a day in all, then it is a dead letter."""

# Longer than any way takes for a message: a process that was lost has let go of what it took by then.
_LEASE: Final = timedelta(minutes=3)
_AT_ONCE: Final = 16


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that this process alone may send until `until`."""

    id: UUID
    message: Message = field(repr=False)
    tries: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """A message that waits or was given up, as an operator sees it: no text, and no address."""

    id: UUID
    channel: Channel
    to: str
    subject: str
    posted_at: datetime
    tries: int
    due_at: datetime | None
    failure: str | None


class WaitingMessages:
    """The service of messages that wait.

    Times are those of the database server where there is one: a machine whose clock is wrong neither takes what
    another sends nor judges that a code's life is over.

    Args:
        store: where they wait.
        clock: the time, on SQLite.
        pepper: what they are sealed with.
    """

    def __init__(self, store: Store, clock: Clock, pepper: Pepper) -> None:
        self._store = store
        self._clock = clock
        self._pepper = pepper

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(store=services[Store], clock=services[Clock], pepper=services[Pepper])

    def add(self, transaction: Transaction, message: Message) -> None:
        """Have a message wait, in place of an earlier one about the same; the same statements add none to nobody."""
        if message.about is not None:
            transaction.execute(delete(WaitingMessage).where(WaitingMessage.about == message.about))
        message_id = uuid4()
        content = {
            "to": message.to or "",
            "subject": message.subject,
            "body": message.body,
            "code": message.code,
            "sent_at": message.sent_at.isoformat(),
        }
        now = self._moment
        kept = {
            "id": message_id,
            "channel": message.channel,
            "about": message.about,
            "sealed": seal(self._key(message_id), json.dumps(content).encode()),
            "posted_at": now,
            "due_at": now,
            "expires_at": None if message.lasts is None else now + message.lasts,
            "tries": 0,
        }
        types = WaitingMessage.__table__.c
        row = select(
            *(
                value if isinstance(value, ColumnElement) else literal(value, types[name].type)
                for name, value in kept.items()
            )
        )
        somebody = literal(message.to is not None)
        transaction.execute(insert(WaitingMessage).from_select(list(kept), row.where(somebody)))

    def take(self, channel: Channel) -> list[Taken]:
        """Return messages that are due, which nobody else takes meanwhile; codes come first."""
        due = and_(WaitingMessage.channel == channel, WaitingMessage.due_at <= self._moment)
        with self._store.read() as transaction:
            # Looking is not writing: on SQLite who writes has others wait.
            if transaction.scalar(select(WaitingMessage.id).where(due).limit(1)) is None:
                return []
        taken = []
        with self._store.write(durable=False) as transaction:
            now = self._now(transaction)
            found = transaction.scalars(
                select(WaitingMessage)
                .where(due)
                .order_by(WaitingMessage.expires_at.is_(None), WaitingMessage.due_at)
                .limit(_AT_ONCE)
                .with_for_update(skip_locked=True)
            ).all()
            for each in found:
                if each.expires_at is not None and each.expires_at <= now:
                    transaction.delete(each)
                    _log.warning(
                        "a code did not leave while it was good (%s), and is not sent any more", channel
                    )
                elif each.tries > len(RETRIES) or (message := self._opened(each)) is None:
                    each.due_at, each.failure = None, each.failure or "unreadable"
                else:
                    each.due_at, each.tries = now + _LEASE, each.tries + 1
                    taken.append(Taken(each.id, message, each.tries, each.due_at))
        return taken

    def note(self, sent: Sequence[Taken], failed: Sequence[tuple[Taken, NotSent]]) -> None:
        """Erase what was sent; have what failed wait for its next try, or be a dead letter."""
        with self._store.write() as transaction:
            if sent:
                ids = [each.id for each in sent]
                transaction.execute(delete(WaitingMessage).where(WaitingMessage.id.in_(ids)))
            now = self._now(transaction)
            for each, error in failed:
                is_dead = error.lasts or each.tries > len(RETRIES)
                transaction.execute(
                    update(WaitingMessage)
                    .where(WaitingMessage.id == each.id, WaitingMessage.due_at == each.until)
                    .values(due_at=None if is_dead else now + RETRIES[each.tries - 1], failure=error.failure)
                )

    def release(self, taken: Sequence[Taken]) -> None:
        """Have others take what this process cannot send any more."""
        with self._store.write() as transaction:
            ids = [each.id for each in taken]
            transaction.execute(
                update(WaitingMessage)
                .where(WaitingMessage.id.in_(ids), WaitingMessage.due_at.is_not(None))
                .values(due_at=self._now(transaction), tries=WaitingMessage.tries - 1)
            )

    def all(self) -> list[Listed]:
        """Return all that waits or was given up, oldest first."""
        with self._store.read() as transaction:
            found = transaction.scalars(select(WaitingMessage).order_by(WaitingMessage.posted_at))
            return [self._listed(each) for each in found]

    def retry(self, ids: Collection[UUID] | None) -> int:
        """Have these be tried at once, and from the beginning; all dead letters for None. Return how many."""
        with self._store.write() as transaction:
            now = self._now(transaction)
            again = update(WaitingMessage).where(_chosen(ids)).values(due_at=now, tries=0, failure=None)
            return len(transaction.scalars(again.returning(WaitingMessage.id)).all())

    def drop(self, ids: Collection[UUID] | None) -> int:
        """Erase these, which are then never sent; all dead letters for None. Return how many."""
        with self._store.write() as transaction:
            gone = delete(WaitingMessage).where(_chosen(ids))
            return len(transaction.scalars(gone.returning(WaitingMessage.id)).all())

    def counts(self) -> dict[tuple[Channel, bool], int]:
        """Return how many wait, and how many are dead letters (True), by channel."""
        is_dead = WaitingMessage.due_at.is_(None)
        query = select(WaitingMessage.channel, is_dead, func.count()).group_by(
            WaitingMessage.channel, is_dead
        )
        with self._store.read() as transaction:
            return {(channel, bool(dead)): number for channel, dead, number in transaction.execute(query)}

    @property
    def _moment(self) -> Any:  # noqa: ANN401 - a value or an expression, as SQLAlchemy takes both
        return func.now() if self._store.file is None else self._clock.now()

    def _now(self, transaction: Transaction) -> datetime:
        if self._store.file is not None:
            return self._clock.now()
        return transaction.scalars(select(func.now())).one().astimezone(UTC)

    def _opened(self, waiting: WaitingMessage) -> Message | None:
        try:
            content = json.loads(unseal(self._key(waiting.id), waiting.sealed))
        except InvalidTag:
            return None
        sent_at = datetime.fromisoformat(content.pop("sent_at"))
        return Message(channel=waiting.channel, sent_at=sent_at, **content)

    def _listed(self, waiting: WaitingMessage) -> Listed:
        message = self._opened(waiting)
        return Listed(
            id=waiting.id,
            channel=waiting.channel,
            to=masked(waiting.channel, message.to or "") if message else "",
            subject=message.subject if message else "",
            posted_at=waiting.posted_at,
            tries=waiting.tries,
            due_at=waiting.due_at,
            failure=waiting.failure,
        )

    def _key(self, message_id: UUID) -> str:
        return self._pepper.hash("waiting_message", message_id.hex).hex()


def _chosen(ids: Collection[UUID] | None) -> ColumnElement[bool]:
    return WaitingMessage.due_at.is_(None) if ids is None else WaitingMessage.id.in_(ids)
