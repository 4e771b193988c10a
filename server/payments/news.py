"""The news of payments: who may read it is written, once, that a payment was made which the fund handed over."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select

from server.clock import Clock
from server.db import Store
from server.db.bulk import upsert
from server.outbox.messages import MessageWriting, ToFile
from server.payments.messages import paid
from server.payments.tables import Payment, UntoldPayment
from server.people.tables import Member

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services

_PARIS: Final = ZoneInfo("Europe/Paris")
_NEWS_FOR: Final = timedelta(days=7)
"""How old a payment may be that comes for the first time: what is older is history, and nothing is written of it."""
_FROM, _UNTIL = time(7), time(21)
"""The hours of the day in which people are written to: a fund hands over its payments at night."""
_AT_ONCE: Final = 50
"""Payments that are written of in one transaction: whoever else writes waits that long at most."""


class PaymentNews:
    """The service of what is written of payments."""

    def __init__(self, store: Store, clock: Clock, messages: MessageWriting) -> None:
        self._store = store
        self._clock = clock
        self._messages = messages

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Store], services[Clock], services[MessageWriting])

    def note(self, transaction: Transaction, arrived: Collection[tuple[UUID, date]]) -> None:
        """Have people be written of payments that are new here, each on its day or as soon as may be.

        Args:
            transaction: where the payments are written.
            arrived: those that the bank did not refuse, with their days.
        """
        since = self._clock.now().astimezone(_PARIS).date() - _NEWS_FOR
        rows = [{"payment_id": own, "due_on": day} for own, day in arrived if day > since]
        upsert(transaction, UntoldPayment, rows)

    def tell(self) -> None:
        """Write of all that is due, by day."""
        now = self._clock.now().astimezone(_PARIS)
        if _FROM <= now.time() < _UNTIL:
            while self._tell_some(now.date()):
                pass

    def _tell_some(self, today: date) -> bool:
        due = (
            select(UntoldPayment)
            .where(UntoldPayment.due_on <= today)
            .order_by(UntoldPayment.due_on, UntoldPayment.payment_id)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        with self._store.write() as transaction:
            found = transaction.scalars(due).all()
            for each in found:
                payment = transaction.get_one(Payment, each.payment_id)
                if payment.paid_on > today:  # it was put off since
                    each.due_on = payment.paid_on
                    continue
                if payment.arrived and _is_read(transaction, payment.file_id):
                    self._messages.write(transaction, ToFile(payment.file_id), paid(payment))
                transaction.delete(each)
        return bool(found)


def _is_read(transaction: Transaction, file_id: UUID) -> bool:
    """Return whether somebody of a file has an account: nobody else is written to in the program."""
    reads = exists().where(Member.file_id == file_id, Member.account_id.is_not(None))
    return bool(transaction.scalar(select(reads)))


def tell_news(services: Services) -> None:
    """Write of the payments that are due."""
    services[PaymentNews].tell()
