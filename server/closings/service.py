"""Closings: asked for, taken back within 30 days, or carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from server.clock import Clock
from server.closings.dispatches import CLOSING
from server.db import Store
from server.db.types import Base
from server.dispatches.service import Dispatches, forget
from server.http.kinds import CHANGED_MEANWHILE
from server.http.problems import Problem
from server.outbox.notifier import Notifier
from server.outbox.texts import closing_asked, closing_undone
from server.people.closing import DELAY
from server.people.tables import Account, Closing, Member
from server.sessions.rules import End
from server.sessions.service import Sessions

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services
    from server.sessions.service import Signed


class Closings:
    """The service of closings."""

    def __init__(self, clock: Clock, sessions: Sessions, notifier: Notifier, dispatches: Dispatches) -> None:
        self._clock = clock
        self._sessions = sessions
        self._notifier = notifier
        self._dispatches = dispatches

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            sessions=services[Sessions],
            notifier=services[Notifier],
            dispatches=services[Dispatches],
        )

    def ask(self, transaction: Transaction, person: Signed, current_hash: str) -> datetime:
        """Close the account in 30 days; every other session ends. A second request does not change the date.

        Raises:
            Problem: `changed_meanwhile` if the password changed since it was given, `session_expired`.
        """
        account = transaction.get_one(Account, person.account_id, with_for_update=True)
        self._sessions.alive(transaction, person.session_id)
        if account.password_hash != current_hash:
            raise Problem(CHANGED_MEANWHILE)
        known = transaction.get(Closing, account.id)
        if known is not None:
            return known.closes_at
        now = self._clock.now()
        closing = Closing(account_id=account.id, asked_at=now, closes_at=now + DELAY)
        transaction.add(closing)
        self._dispatches.write(transaction, CLOSING, "asked", account.id, account_id=account.id)
        self._sessions.end_all(transaction, account.id, End.CLOSING, but=person.session_id)
        on = closing.closes_at.date()
        self._notifier.notify_everywhere(transaction, account, lambda to: closing_asked(to, on))
        return closing.closes_at

    def take_back(self, transaction: Transaction, account_id: UUID) -> None:
        """Keep the account. There need be no closing to take back."""
        account = transaction.get_one(Account, account_id, with_for_update=True)
        closing = transaction.get(Closing, account_id)
        if closing is not None:
            transaction.delete(closing)
            self._dispatches.write(transaction, CLOSING, "taken_back", account.id, account_id=account.id)
            self._notifier.notify_everywhere(transaction, account, closing_undone)


def erase_closed(services: Services) -> None:
    """Erase the accounts that are closed, one by one."""
    store, clock, dispatches = services[Store], services[Clock], services[Dispatches]
    with store.read() as transaction:
        over = transaction.scalars(select(Closing.account_id).where(Closing.closes_at <= clock.now())).all()
    for account_id in over:
        with store.write() as transaction:
            closing = transaction.get(Closing, account_id, with_for_update=True)
            if closing is not None and closing.closes_at <= clock.now():
                forget(transaction, account_id)
                dispatches.write(transaction, CLOSING, "erased", account_id, account_id=account_id)
                _erase(transaction, account_id)


def _erase(transaction: Transaction, account_id: UUID) -> None:
    """Erase every row of the account, in whatever table. The file of the family is the Caf's, and stays."""
    transaction.execute(update(Member).where(Member.account_id == account_id).values(account_id=None))
    for table in reversed(Base.metadata.sorted_tables):
        for key in table.foreign_keys:
            if key.column.table.name == Account.__tablename__ and table.name != Member.__tablename__:
                transaction.execute(delete(table).where(key.parent == account_id))
    transaction.execute(delete(Account).where(Account.id == account_id))
