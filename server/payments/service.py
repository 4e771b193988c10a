"""The payments of a file: at a glance, by page, by month with the reasons, and the debts taken back from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from server.payments.rules import (
    Cause,
    Event,
    Owed,
    Paid,
    Part,
    Posting,
    balances,
    explain,
    months_between,
    total,
)
from server.payments.tables import Debt, Payment, PaymentEvent, PaymentLine, Recovery
from server.rules.payment_summary import PaymentSummary
from server.rules.payments import first_day, month_code, month_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from typing import Self
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session as Transaction

    from server.payments.rules import Change
    from server.services import Services

_NEWEST_FIRST = (Payment.paid_on.desc(), Payment.id.desc())
_OLDEST_FIRST = (Payment.paid_on, Payment.id)
_ARRIVED = Payment.refused_reason.is_(None)


@dataclass(frozen=True, slots=True)
class Explained:
    """The payments of a month, and why they differ from those of the month before.

    Attributes:
        payments: all of them in full, oldest first, those that the bank refused too.
        left: what was left of the debt after each of their recoveries, by payment and position.
        amount: what arrived.
        compared_with: the month before.
        before: what arrived in it.
        changes: their differences add up to that of the two months.
    """

    payments: Sequence[Payment]
    left: Mapping[tuple[UUID, int], int]
    amount: int
    compared_with: str
    before: int
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """What arrived in a month, and what was taken back from it."""

    month: str
    amount: int
    withheld: int


class Payments:
    """The payments of a store."""

    @classmethod
    def from_services(cls, _: Services) -> Self:
        """Build it; it needs none of the others."""
        return cls()

    def last(self, transaction: Transaction, file_id: UUID) -> PaymentSummary | None:
        """Return the newest payment that arrived, if any."""
        newest = _of(file_id).where(_ARRIVED).order_by(*_NEWEST_FIRST).options(selectinload(Payment.lines))
        found = transaction.scalar(newest.limit(1))
        return summary_of(found) if found else None

    def by_month(self, transaction: Transaction, file_id: UUID, since: str) -> dict[str, int]:
        """Return the cents paid in each month, from that one on (YYYY-MM); months without payment are left out."""
        by_month = (
            select(Payment.month, func.sum(Payment.amount))
            .where(Payment.file_id == file_id, Payment.paid_on >= first_day(since), _ARRIVED)
            .group_by(Payment.month)
        )
        return {month: int(amount) for month, amount in transaction.execute(by_month)}

    def page(
        self,
        transaction: Transaction,
        file_id: UUID,
        *,
        before: tuple[date, UUID] | None,
        limit: int,
        year: int | None = None,
        benefit: str | None = None,
    ) -> Sequence[Payment]:
        """Return payments, newest first, with their lines.

        Args:
            transaction: to read in.
            file_id: the file.
            before: day and id of the payment to go on from; None for the newest.
            limit: how many at most.
            year: the year in which they were paid, if only those are wanted.
            benefit: the code of a benefit that each must have a line of, if only those are wanted.
        """
        query = _of(file_id).order_by(*_NEWEST_FIRST).limit(limit).options(selectinload(Payment.lines))
        if before is not None:
            query = query.where(tuple_(Payment.paid_on, Payment.id) < before)
        if year is not None:
            first = first_day(f"{year:04}-01")
            query = query.where(Payment.paid_on >= first, Payment.paid_on < month_of(first, -12))
        if benefit is not None:
            query = query.where(Payment.lines.any(PaymentLine.benefit == benefit))
        return transaction.scalars(query).all()

    def years(self, transaction: Transaction, file_id: UUID) -> list[int]:
        """Return the years from that of the last payment back to that of the first."""
        first, last = self.first_month(transaction, file_id), self.last_month(transaction, file_id)
        return list(range(int(last[:4]), int(first[:4]) - 1, -1)) if first and last else []

    def benefits(self, transaction: Transaction, file_id: UUID) -> list[str]:
        """Return the codes of all benefits that were ever paid; each is one step through their index."""

        def least(after: ColumnElement[str] | None = None) -> Select[str]:
            found = select(func.min(PaymentLine.benefit)).where(PaymentLine.file_id == file_id)
            return found if after is None else found.where(PaymentLine.benefit > after)

        steps = least().cte("steps", recursive=True, nesting=True)
        code = steps.c[0]
        steps = steps.union_all(select(least(code).scalar_subquery()).where(code.is_not(None)))
        return [code for code in transaction.scalars(select(steps.c[0])) if code is not None]

    def one(self, transaction: Transaction, file_id: UUID, payment_id: UUID) -> Payment | None:
        """Return a payment of the file in full, if there is such a one."""
        return transaction.scalar(_in_full(_of(file_id).where(Payment.id == payment_id)))

    def all(self, transaction: Transaction, file_id: UUID) -> Sequence[Payment]:
        """Return every payment in full, oldest first."""
        return transaction.scalars(_in_full(_of(file_id)).order_by(*_OLDEST_FIRST)).all()

    def in_months(self, transaction: Transaction, file_id: UUID, first: str, last: str) -> Sequence[Payment]:
        """Return the payments of the months from one to another (YYYY-MM) in full, oldest first."""
        within = _of(file_id).where(*_between(first, last)).order_by(*_OLDEST_FIRST)
        return transaction.scalars(_in_full(within)).all()

    def first_month(self, transaction: Transaction, file_id: UUID) -> str | None:
        """Return the month of the first payment, if there is one."""
        oldest = select(Payment.month).where(Payment.file_id == file_id).order_by(*_OLDEST_FIRST).limit(1)
        return transaction.scalar(oldest)

    def last_month(self, transaction: Transaction, file_id: UUID) -> str | None:
        """Return the month of the last payment, if there is one."""
        newest = select(Payment.month).where(Payment.file_id == file_id).order_by(*_NEWEST_FIRST).limit(1)
        return transaction.scalar(newest)

    def totals(self, transaction: Transaction, file_id: UUID, first: str, last: str) -> list[MonthTotal]:
        """Return what each month from `first` to `last` amounts to, oldest first; one without payment has 0."""
        within = (Payment.file_id == file_id, *_between(first, last), _ARRIVED)
        paid = select(Payment.month, func.sum(Payment.amount)).where(*within).group_by(Payment.month)
        withheld = (
            select(Payment.month, func.sum(Recovery.amount))
            .join(Recovery, Recovery.payment_id == Payment.id)
            .where(*within)
            .group_by(Payment.month)
        )
        amounts = {month: int(amount) for month, amount in transaction.execute(paid)}
        taken = {month: int(amount) for month, amount in transaction.execute(withheld)}
        return [
            MonthTotal(month, amounts.get(month, 0), taken.get(month, 0))
            for month in months_between(first, last)
        ]

    def explain(self, transaction: Transaction, file_id: UUID, month: str) -> Explained:
        """Return the payments of a month, and why they differ from those of the month before."""
        compared_with = month_code(month_of(first_day(month), 1))
        found = self.in_months(transaction, file_id, compared_with, month)
        payments = [payment for payment in found if payment.month == month]
        now = [_paid(payment) for payment in payments]
        before = [_paid(payment) for payment in found if payment.month == compared_with]
        taken_back = self.recoveries(transaction, _debts_of(found))
        return Explained(
            payments,
            _left(taken_back),
            total(now),
            compared_with,
            total(before),
            explain(
                month,
                before,
                now,
                self._causes(transaction, file_id, month),
                {debt.id: _owed(debt, taken_back[debt.id], first_day(month)) for debt in _debts_of(found)},
            ),
        )

    def debts(self, transaction: Transaction, file_id: UUID) -> Sequence[Debt]:
        """Return the debts of the file, the newest first."""
        query = select(Debt).where(Debt.file_id == file_id).order_by(Debt.notified_on.desc(), Debt.id)
        return transaction.scalars(query).all()

    def owed(self, transaction: Transaction, file_id: UUID) -> list[UUID]:
        """Return the debts of the file of which something is left to pay back."""
        open_ = [debt for debt in self.debts(transaction, file_id) if debt.cancelled_on is None]
        taken_back = self.recoveries(transaction, open_)
        return [debt.id for debt in open_ if self.remaining(debt, taken_back[debt.id])]

    def debt(self, transaction: Transaction, file_id: UUID, debt_id: UUID) -> Debt | None:
        """Return a debt of the file, if there is such a one."""
        return transaction.scalar(select(Debt).where(Debt.file_id == file_id, Debt.id == debt_id))

    def recoveries(
        self, transaction: Transaction, debts: Collection[Debt]
    ) -> dict[UUID, list[tuple[Recovery, int]]]:
        """Return all that was ever taken back for each of the debts, oldest first, with what was left after it."""
        query = (
            select(Recovery)
            .join(Payment)
            .where(Recovery.debt_id.in_([debt.id for debt in debts]))
            .order_by(*_OLDEST_FIRST, Recovery.position)
            .options(joinedload(Recovery.payment))
        )
        found: dict[UUID, list[Recovery]] = {debt.id: [] for debt in debts}
        for taken in transaction.scalars(query) if debts else ():
            found[taken.debt_id].append(taken)
        return {
            debt.id: [
                *zip(
                    found[debt.id],
                    balances(
                        debt.amount, [(taken.amount, taken.payment.arrived) for taken in found[debt.id]]
                    ),
                    strict=True,
                )
            ]
            for debt in debts
        }

    def remaining(self, debt: Debt, recoveries: Sequence[tuple[Recovery, int]]) -> int:
        """Return what is left of a debt, all of whose recoveries these are."""
        return recoveries[-1][1] if recoveries else debt.amount

    def left_after(
        self, transaction: Transaction, payments: Iterable[Payment]
    ) -> Mapping[tuple[UUID, int], int]:
        """Return what was left of the debt after each recovery of the payments, by payment and position."""
        return _left(self.recoveries(transaction, _debts_of(payments)))

    def _causes(self, transaction: Transaction, file_id: UUID, month: str) -> list[Cause]:
        recorded = (
            select(PaymentEvent)
            .where(PaymentEvent.file_id == file_id, PaymentEvent.month == month)
            .order_by(PaymentEvent.happened_on, PaymentEvent.id)
        )
        return [
            Cause(
                Part(each.benefit, each.part),
                each.difference,
                Event(each.kind, each.happened_on, each.subject, each.amount),
            )
            for each in transaction.scalars(recorded)
        ]


def summary_of(payment: Payment) -> PaymentSummary:
    """Return a payment as lists show it."""
    return PaymentSummary(
        payment_id=payment.id,
        paid_on=payment.paid_on,
        month=payment.month,
        amount=payment.amount,
        status=payment.status,
        benefits=list(dict.fromkeys(line.benefit for line in payment.lines)),
    )


def _of(file_id: UUID) -> Select[Payment]:
    return select(Payment).where(Payment.file_id == file_id)


def _debts_of(payments: Iterable[Payment]) -> set[Debt]:
    return {taken.debt for payment in payments for taken in payment.recoveries}


def _left(
    recoveries: Mapping[UUID, Sequence[tuple[Recovery, int]]],
) -> dict[tuple[UUID, int], int]:
    return {
        (taken.payment_id, taken.position): left for found in recoveries.values() for taken, left in found
    }


def _owed(debt: Debt, recoveries: Sequence[tuple[Recovery, int]], on: date) -> Owed:
    """Return a debt, all of whose recoveries these are, as it stood at the beginning of that day."""
    earlier = [left for taken, left in recoveries if taken.payment.paid_on < on]
    return Owed(debt.amount, earlier[-1] if earlier else debt.amount, debt.notified_on, debt.cancelled_on)


def _between(first: str, last: str) -> tuple[ColumnElement[bool], ...]:
    """Return the condition of having been paid in these months; days are what the index is made of."""
    return Payment.paid_on >= first_day(first), Payment.paid_on < month_of(first_day(last), -1)


def _in_full(query: Select[Payment]) -> Select[Payment]:
    return query.options(
        selectinload(Payment.lines),
        selectinload(Payment.recoveries).joinedload(Recovery.debt),
        joinedload(Payment.refused),
    )


def _paid(payment: Payment) -> Paid:
    return Paid(
        payment.paid_on,
        (
            *(
                Posting(
                    Part(line.benefit, "right" if line.kind == "benefit" else "arrears"),
                    line.amount,
                    line.month,
                )
                for line in payment.lines
            ),
            *(
                Posting(Part(taken.debt.benefit, "recovery"), taken.amount, taken.month, taken.debt_id)
                for taken in payment.recoveries
            ),
        ),
        refused=not payment.arrived,
        again=payment.retry_of is not None,
        refused_on=payment.refused.paid_on
        if payment.refused
        else None
        if payment.arrived
        else payment.paid_on,
    )
