"""Webhooks: registered, given another secret, suspended and taken up again, played again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select, update

from server.clock import Clock
from server.crypto.sealing import seal, unseal
from server.crypto.tokens import Pepper
from server.db.types import UtcDateTime
from server.dispatches.receivers import Receivers
from server.dispatches.rules import (
    FORMER_SECRET_LIFE,
    MOST_WEBHOOKS,
    TOO_MANY_WEBHOOKS,
    WEBHOOK_REFUSED,
)
from server.dispatches.service import Dispatches, last_position
from server.dispatches.signing import new_secret
from server.dispatches.tables import DeadLetter, Dispatch, Webhook
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem, invalid

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services


class Registered(NamedTuple):
    """A webhook, and its secret in the clear, which is told once."""

    webhook: Webhook
    secret: str


class Webhooks:
    """The service of webhooks."""

    def __init__(self, clock: Clock, pepper: Pepper, receivers: Receivers, dispatches: Dispatches) -> None:
        self._clock = clock
        self._pepper = pepper
        self._receivers = receivers
        self._dispatches = dispatches

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Clock], services[Pepper], services[Receivers], services[Dispatches])

    def now(self, transaction: Transaction) -> datetime:
        """Return the time of the database, moved as the demonstration's is.

        By it a webhook is due, and taken, on whichever machine: one whose clock is an hour off neither tries what
        another has taken, nor keeps it from the others.
        """
        found: datetime = transaction.execute(select(func.now(type_=UtcDateTime()))).scalar_one()
        return found + self._clock.offset

    def register(
        self, transaction: Transaction, url: str, kinds: Sequence[str], client: str, *, after: int | None
    ) -> Registered:
        """Make a webhook.

        Args:
            transaction: where it is made.
            url: where it leads.
            kinds: of which it is told; of all where there is none.
            client: who asks for it.
            after: the place after which it begins; None for what comes from now on.

        Raises:
            Problem: `webhook_refused`, `too_many_webhooks`; `validation_failed` for a kind that is none.
        """
        if wrong := [
            (f"kinds.{n}", "unknown") for n, kind in enumerate(kinds) if kind not in self._dispatches.kinds
        ]:
            raise invalid(*wrong)
        if not self._receivers.may_be_one(url):
            raise Problem(WEBHOOK_REFUSED)
        if (transaction.scalar(select(func.count()).select_from(Webhook)) or 0) >= MOST_WEBHOOKS:
            raise Problem(TOO_MANY_WEBHOOKS)
        now, secret = self.now(transaction), new_secret()
        webhook = Webhook(
            url=url,
            kinds=list(kinds),
            secret=b"",
            made_by=client,
            made_at=now,
            position=last_position(transaction) if after is None else after,
            tries=0,
            due_at=now,
        )
        transaction.add(webhook)
        transaction.flush()
        webhook.secret = self._sealed(webhook, secret)
        return Registered(webhook, secret)

    def all(self, transaction: Transaction) -> Sequence[Webhook]:
        """Return all webhooks, the oldest first."""
        return transaction.scalars(select(Webhook).order_by(Webhook.made_at, Webhook.id)).all()

    def find(self, transaction: Transaction, webhook_id: UUID, *, locked: bool = False) -> Webhook:
        """Return a webhook.

        Raises:
            Problem: `not_found`.
        """
        found = transaction.get(Webhook, webhook_id, with_for_update=locked or None)
        if found is None:
            raise Problem(NOT_FOUND)
        return found

    def rotate(self, transaction: Transaction, webhook_id: UUID) -> Registered:
        """Replace the secret; for a day the former one signs too.

        Raises:
            Problem: `not_found`.
        """
        webhook, secret = self.find(transaction, webhook_id, locked=True), new_secret()
        webhook.former_secret = webhook.secret
        webhook.former_until = self.now(transaction) + FORMER_SECRET_LIFE
        webhook.secret = self._sealed(webhook, secret)
        return Registered(webhook, secret)

    def secrets(self, webhook: Webhook, now: datetime) -> list[str]:
        """Return the secrets that sign at a time, the newest first."""
        sealed = [webhook.secret]
        if webhook.former_secret is not None and webhook.former_until and webhook.former_until > now:
            sealed.append(webhook.former_secret)
        return [unseal(self._key(webhook), each).decode() for each in sealed]

    def resume(self, transaction: Transaction, webhook_id: UUID, *, after: int | None = None) -> Webhook:
        """Tell a webhook at once, suspended or not, what it was not told of; or all again after a place.

        Raises:
            Problem: `not_found`.
        """
        webhook = self.find(transaction, webhook_id, locked=True)
        webhook.suspended_at, webhook.tries, webhook.due_at = None, 0, self.now(transaction)
        if after is not None:
            webhook.position = min(after, last_position(transaction))
        return webhook

    def dead_letters(
        self, transaction: Transaction, webhook_id: UUID
    ) -> Sequence[tuple[DeadLetter, Dispatch]]:
        """Return what a webhook could not be told of, the oldest first.

        Raises:
            Problem: `not_found`.
        """
        self.find(transaction, webhook_id)
        query = (
            select(DeadLetter, Dispatch)
            .join(Dispatch, Dispatch.id == DeadLetter.dispatch_id)
            .where(DeadLetter.webhook_id == webhook_id)
            .order_by(Dispatch.position)
        )
        return [(letter, dispatch) for letter, dispatch in transaction.execute(query)]

    def replay(self, transaction: Transaction, webhook_id: UUID, dispatch_id: UUID | None = None) -> None:
        """Have dead letters be told once more: one, or all.

        Raises:
            Problem: `not_found`.
        """
        webhook = self.find(transaction, webhook_id, locked=True)
        wanted = update(DeadLetter).where(DeadLetter.webhook_id == webhook_id)
        if dispatch_id is not None:
            if transaction.get(DeadLetter, (webhook_id, dispatch_id)) is None:
                raise Problem(NOT_FOUND)
            wanted = wanted.where(DeadLetter.dispatch_id == dispatch_id)
        transaction.execute(wanted.values(replayed=True))
        webhook.due_at = self.now(transaction)

    def _sealed(self, webhook: Webhook, secret: str) -> bytes:
        return seal(self._key(webhook), secret.encode())

    def _key(self, webhook: Webhook) -> str:
        return self._pepper.hash("webhook", str(webhook.id)).hex()
