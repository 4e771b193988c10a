"""The dates of payments: those that were made, those that are to come, and the last days to contest a debt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from sqlalchemy import select

from server.clock import Clock
from server.payments.service import Payments
from server.payments.tables import Debt, Payment
from server.people.doors import Door, closed
from server.rules.agenda import AgendaDate, DateCode, DateKind
from server.rules.payments import PAY_DAY, month_of, next_payment_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import File, Member
    from server.services import Services


_FORESEEN: Final = 6
"""How many payments to come are dates: what is open changes with what people declare."""


class OpenRights(Protocol):
    """What a file is entitled to, as payments to come need it."""

    def open_on(self, transaction: Transaction, file_id: UUID, on: date) -> Mapping[str, int]:
        """Return the cents a month of each benefit that is open on a day, by code."""


class PaymentDates:
    """The dates of the payments of files."""

    def __init__(self, clock: Clock, payments: Payments, rights: OpenRights) -> None:
        self._clock = clock
        self._payments = payments
        self._rights = rights

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build it from the services that it needs."""
        return cls(services[Clock], services[Payments], services[OpenRights])

    def dates(
        self, transaction: Transaction, _: UUID, member: Member | None, since: date, until: date
    ) -> Iterable[AgendaDate]:
        """Return the dates of the file, where its payments are open to the member."""
        if member is None or closed(member.role, Door.PAYMENTS, authorised=member.authorised):
            return ()
        return (
            *_made(transaction, member.file_id, since, until),
            *self._expected(transaction, member.file, since, until),
            *self._contested(transaction, member.file_id, since, until),
        )

    def _expected(
        self, transaction: Transaction, file: File, since: date, until: date
    ) -> Iterator[AgendaDate]:
        """Yield the days of payment to come: of the next one it is known what is open then, of others it is not."""
        following = next_payment_on(self._clock.now().date(), file.closed_on)
        amount = self._next_amount(transaction, file.id, following) if following is not None else 0
        first = True
        for _ in range(_FORESEEN if amount > 0 else 0):
            if following is None or following > until:
                return
            if following >= since:
                yield AgendaDate(
                    kind=DateKind.PAYMENT,
                    code=DateCode.EXPECTED,
                    key=following.isoformat(),
                    day=following,
                    file_id=file.id,
                    amount=amount if first else None,
                )
            first = False
            following = month_of(following, -1).replace(day=PAY_DAY)

    def _next_amount(self, transaction: Transaction, file_id: UUID, on: date) -> int:
        """Return what is open, less what is taken back each month."""
        due = sum(self._rights.open_on(transaction, file_id, month_of(on, 1)).values())
        debts = [debt for debt in self._payments.debts(transaction, file_id) if debt.cancelled_on is None]
        back = self._payments.recoveries(transaction, debts)
        taken = sum(
            min(debt.monthly_amount or 0, self._payments.remaining(debt, back[debt.id])) for debt in debts
        )
        return due - taken

    def _contested(
        self, transaction: Transaction, file_id: UUID, since: date, until: date
    ) -> Iterator[AgendaDate]:
        today = self._clock.now().date()
        query = select(Debt).where(
            Debt.file_id == file_id,
            Debt.contest_until.between(max(since, today), until),
            Debt.cancelled_on.is_(None),
        )
        for debt in transaction.scalars(query):
            yield AgendaDate(
                kind=DateKind.DEADLINE,
                code=DateCode.CONTEST,
                key=debt.id.hex,
                day=debt.contest_until,
                file_id=file_id,
                benefit=debt.benefit,
                debt_id=debt.id,
            )


def _made(transaction: Transaction, file_id: UUID, since: date, until: date) -> Iterator[AgendaDate]:
    query = (
        select(Payment)
        .where(Payment.file_id == file_id, Payment.paid_on.between(since, until))
        .order_by(Payment.paid_on, Payment.id)
    )
    regular: set[date] = set()
    for payment in transaction.scalars(query):
        # The first of a day is the one that was expected: a calendar changes its entry, and gets no second one.
        again = payment.retry_of is not None or payment.paid_on in regular
        if not again:
            regular.add(payment.paid_on)
        yield AgendaDate(
            kind=DateKind.PAYMENT,
            code=DateCode.PAID if payment.arrived else DateCode.REFUSED,
            key=payment.id.hex if again else payment.paid_on.isoformat(),
            day=payment.paid_on,
            file_id=file_id,
            amount=payment.amount,
        )
