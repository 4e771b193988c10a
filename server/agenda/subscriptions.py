"""The private addresses of agendas: made, renewed, revoked, and read by calendars that know no password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from server.agenda.tables import AgendaSubscription
from server.clock import Clock
from server.crypto.tokens import new_token, token_hash
from server.db.engine import put
from server.people.closing import is_closed
from server.people.tables import Account

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services


class Subscriptions:
    """The service of private addresses."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Clock])

    def made_at(self, transaction: Transaction, account_id: UUID) -> datetime | None:
        """Return when the address of a person was made; None where they have none."""
        known = transaction.get(AgendaSubscription, account_id)
        return known.made_at if known is not None else None

    def make(self, transaction: Transaction, account_id: UUID) -> tuple[str, datetime]:
        """Return a new secret of 256 bits, and when it was made; the one before is good for nothing any more."""
        secret, now = new_token(), self._clock.now()
        put(
            transaction,
            AgendaSubscription,
            account_id=account_id,
            secret_hash=token_hash(secret),
            made_at=now,
        )
        return secret, now

    def holder(self, transaction: Transaction, secret: str) -> Account | None:
        """Return whose address has that secret; nobody's once the account is closed."""
        known = transaction.scalar(
            select(AgendaSubscription).where(AgendaSubscription.secret_hash == token_hash(secret))
        )
        if known is None or is_closed(transaction, known.account_id, self._clock.now()):
            return None
        return transaction.get_one(Account, known.account_id)


def revoke(transaction: Transaction, account_id: UUID) -> None:
    """Have the address of a person lead nowhere any more; they need not have one."""
    transaction.execute(delete(AgendaSubscription).where(AgendaSubscription.account_id == account_id))
