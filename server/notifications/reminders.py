"""Reminders: people are told of the dates that are near, if they want to be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Protocol

from sqlalchemy import select

from server.clock import Clock
from server.db import Store
from server.notifications.delivery import Delivery
from server.notifications.rules import PARIS, REMINDED_DAYS, REMINDED_FROM, REMINDED_OF
from server.notifications.service import Notifications
from server.notifications.tables import NotificationSettings
from server.people.tables import Account

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.rules.agenda import AgendaDate
    from server.services import Services

_AT_ONCE: Final = 20
"""Accounts that are reminded in one transaction: whoever else writes waits that long at most."""


class Upcoming(Protocol):
    """What knows the dates of a person."""

    def of_account(
        self, transaction: Transaction, account: Account, since: date, until: date
    ) -> Iterable[AgendaDate]:
        """Return the dates of a person and of all their files, from one day to another."""


class Reminders:
    """The service of reminders."""

    def __init__(self, store: Store, clock: Clock, notifications: Notifications, upcoming: Upcoming) -> None:
        self._store = store
        self._clock = clock
        self._notifications = notifications
        self._upcoming = upcoming

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Store], services[Clock], services[Notifications], services[Upcoming])

    def remind(self) -> None:
        """Remind whoever wants it of the dates that are near, in the morning, each day once."""
        now = self._clock.now().astimezone(PARIS)
        if now.time() < REMINDED_FROM:
            return
        while self._remind_some(now.date()):
            pass

    def _remind_some(self, today: date) -> bool:
        due = (
            select(NotificationSettings)
            .where(NotificationSettings.chosen_at.is_not(None), NotificationSettings.reminded_on < today)
            .order_by(NotificationSettings.reminded_on)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        with self._store.write() as transaction:
            found = transaction.scalars(due).all()
            for each in found:
                # Of days that nobody was here, the last are enough.
                since = max(each.reminded_on, today - timedelta(days=REMINDED_DAYS)) + timedelta(days=1)
                ahead = timedelta(days=REMINDED_DAYS)
                self._remind_of(transaction, each.account_id, since + ahead, today + ahead)
                each.reminded_on = today
        return bool(found)

    def _remind_of(self, transaction: Transaction, account_id: UUID, since: date, until: date) -> None:
        account = transaction.get_one(Account, account_id)
        wanted = {subject for subject, _ in self._notifications.choices(transaction, account)}
        if not wanted & set(REMINDED_OF.values()):
            return
        dates = self._upcoming.of_account(transaction, account, since, until)
        near = {REMINDED_OF.get((each.kind, each.code)) for each in dates}
        for subject in sorted(wanted & near):
            self._notifications.tell(transaction, account_id, subject)


def tell_all(services: Services) -> None:
    """Remind people of what is near, and send what is due."""
    services[Reminders].remind()
    services[Delivery].send_due()
