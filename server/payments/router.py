"""/v1/files/{file_id}/payments and /payment-months: what was paid, and why it changed."""

import base64
import binascii
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from server.http.dependencies import ClockOf, StoreOf
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem, documented, invalid
from server.payments import rules, tables
from server.payments.dependencies import Owed, PaymentsMembership, PaymentsOf, Taken
from server.payments.rules import KEPT_MONTHS, month_fault, year_fault
from server.payments.service import Explained, summary_of
from server.people.doors import DOOR_CLOSED
from server.people.tables import File
from server.rules.payment_summary import Cents, Month, PaymentSummary
from server.rules.payments import first_day, month_code, month_of, next_payment_on
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/files/{file_id}",
    tags=["payments"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)

_SHOWN_MONTHS = 24
_MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"


class PaymentLine(BaseModel):
    """A benefit of a month."""

    benefit: str
    month: Month
    amount: Cents
    kind: rules.LineKind


class Recovery(BaseModel):
    """A part of a debt that was taken back; `remaining` is owed after it.

    `from_month` and `until_month` are the first and the last month of the debt, `month` is that of this part.
    """

    debt_id: UUID
    benefit: str
    month: Month
    from_month: Month
    until_month: Month
    amount: Taken
    reason: rules.DebtReason
    remaining: Owed


class Payment(PaymentSummary):
    """A payment with all its amounts: its lines, less its recoveries; `retry_of` is the one that it pays again."""

    refused_reason: rules.RefusedReason | None
    retry_of: UUID | None
    lines: list[PaymentLine]
    recoveries: list[Recovery]
    method: Literal["transfer"]
    account_masked: str
    next_payment_on: date | None


class PaymentPage(BaseModel):
    """Payments, newest first; `next_cursor` leads to older ones. `years` and `benefits` can be filtered by."""

    items: list[PaymentSummary]
    next_cursor: str | None
    years: list[int]
    benefits: list[str]


class MonthTotal(BaseModel):
    """What arrived in a month, and what was taken back from it."""

    month: Month
    amount: Cents
    withheld: Owed


class PaymentMonths(BaseModel):
    """Months of payments, oldest first, each of them, from the file's first at the earliest."""

    items: list[MonthTotal]
    next_payment_on: date | None


class ChangeEvent(BaseModel):
    """What made an amount change.

    `subject` is the first name of whom it happened to; `amount` that of the debt, or of the refused payment.
    """

    kind: rules.EventKind
    on: date
    subject: str | None
    amount: Cents | None


class Change(BaseModel):
    """What one event changed in a benefit, its arrears or what is taken back of it.

    `before` and `now` are positive for a recovery too; `difference` is what it does to the total.
    """

    benefit: str
    part: rules.PartKind
    kind: rules.ChangeKind
    before: Cents
    now: Cents
    difference: Cents
    event: ChangeEvent | None


class Why(BaseModel):
    """Why a month differs from the one before: the differences of `changes` add up to `difference`."""

    compared_with: Month
    before: Cents
    difference: Cents
    changes: list[Change]


class PaymentMonth(BaseModel):
    """The payments of a month.

    `why` is null for the first month of the file, and for the current one before its first payment.
    """

    month: Month
    amount: Cents
    payments: list[Payment]
    why: Why | None


@router.get("/payments")
def list_payments(
    *,
    member: PaymentsMembership,
    payments: PaymentsOf,
    store: StoreOf,
    clock: ClockOf,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 24,
    year: Annotated[int | None, Query(ge=1, le=9999)] = None,
    benefit: Annotated[str | None, Query(max_length=32)] = None,
) -> PaymentPage:
    """Return the payments, newest first: all, or those of a year or with a benefit."""
    if year is not None and (fault := year_fault(year, clock.now().date())):
        raise invalid(("year", fault))
    before = _position(cursor) if cursor is not None else None
    with store.read() as transaction:
        found = payments.page(
            transaction, member.file_id, before=before, limit=limit + 1, year=year, benefit=benefit
        )
        shown = found[:limit]
        return PaymentPage(
            items=[summary_of(payment) for payment in shown],
            next_cursor=_cursor(shown[-1]) if len(found) > limit else None,
            years=payments.years(transaction, member.file_id),
            benefits=payments.benefits(transaction, member.file_id),
        )


@router.get("/payments/{payment_id}")
def read_payment(
    member: PaymentsMembership, payment_id: UUID, payments: PaymentsOf, store: StoreOf, clock: ClockOf
) -> Payment:
    """Return a payment, with every amount explained."""
    with store.read() as transaction:
        payment = payments.one(transaction, member.file_id, payment_id)
        if payment is None:
            raise Problem(NOT_FOUND)
        file = transaction.get_one(File, member.file_id)
        return _in_full(payment, file, payments.left_after(transaction, [payment]), clock.now().date())


@router.get("/payment-months")
def list_payment_months(
    *,
    member: PaymentsMembership,
    payments: PaymentsOf,
    store: StoreOf,
    clock: ClockOf,
    until: Annotated[str | None, Query(pattern=_MONTH)] = None,
    months: Annotated[int, Query(ge=1, le=KEPT_MONTHS)] = _SHOWN_MONTHS,
) -> PaymentMonths:
    """Return what the months up to `until` amount to; up to the last payment if it is not said."""
    today = clock.now().date()
    with store.read() as transaction:
        first = payments.first_month(transaction, member.file_id)
        last = until or payments.last_month(transaction, member.file_id)
        if until is not None and (fault := month_fault(until, today, first)):
            raise invalid(("until", fault))
        file = transaction.get_one(File, member.file_id)
        return PaymentMonths(
            items=[
                MonthTotal(month=each.month, amount=each.amount, withheld=each.withheld)
                for each in payments.totals(
                    transaction,
                    member.file_id,
                    max(first, month_code(month_of(first_day(last), months - 1))),
                    last,
                )
            ]
            if first and last
            else [],
            next_payment_on=next_payment_on(today, file.closed_on),
        )


@router.get("/payment-months/{month}")
def read_payment_month(
    member: PaymentsMembership,
    month: Annotated[str, Path(pattern=_MONTH)],
    payments: PaymentsOf,
    store: StoreOf,
    clock: ClockOf,
) -> PaymentMonth:
    """Return the payments of a month in full, and why they differ from those of the month before."""
    today = clock.now().date()
    with store.read() as transaction:
        first = payments.first_month(transaction, member.file_id)
        if fault := month_fault(month, today, first):
            raise invalid(("month", fault))
        file = transaction.get_one(File, member.file_id)
        explained = payments.explain(transaction, file.id, month)
        awaited = month == month_code(today) and not explained.payments
        return PaymentMonth(
            month=month,
            amount=explained.amount,
            payments=[_in_full(payment, file, explained.left, today) for payment in explained.payments],
            why=None if month == first or awaited else _why(explained),
        )


def _in_full(
    payment: tables.Payment, file: File, left: Mapping[tuple[UUID, int], int], today: date
) -> Payment:
    return Payment(
        **dict(summary_of(payment)),
        refused_reason=payment.refused_reason,
        retry_of=payment.retry_of,
        lines=[
            PaymentLine(benefit=line.benefit, month=line.month, amount=line.amount, kind=line.kind)
            for line in payment.lines
        ],
        recoveries=[
            Recovery(
                debt_id=taken.debt_id,
                benefit=taken.debt.benefit,
                month=taken.month,
                from_month=taken.debt.from_month,
                until_month=taken.debt.until_month,
                amount=taken.amount,
                reason=taken.debt.reason,
                remaining=left[payment.id, taken.position],
            )
            for taken in payment.recoveries
        ],
        method="transfer",
        account_masked=file.account_masked,
        next_payment_on=next_payment_on(today, file.closed_on),
    )


def _why(explained: Explained) -> Why:
    return Why(
        compared_with=explained.compared_with,
        before=explained.before,
        difference=explained.amount - explained.before,
        changes=[
            Change(
                benefit=change.part.benefit,
                part=change.part.kind,
                kind=change.kind,
                before=change.before,
                now=change.now,
                difference=change.difference,
                event=ChangeEvent(
                    kind=change.event.kind,
                    on=change.event.on,
                    subject=change.event.subject,
                    amount=change.event.amount,
                )
                if change.event
                else None,
            )
            for change in explained.changes
        ],
    )


def _cursor(last: tables.Payment) -> str:
    return base64.urlsafe_b64encode(f"{last.paid_on.isoformat()}{last.id.hex}".encode()).decode()


def _position(cursor: str) -> tuple[date, UUID]:
    """Where the page before ended.

    Raises:
        Problem: `validation_failed` for what is no cursor of ours.
    """
    try:
        text = base64.urlsafe_b64decode(cursor.encode("ascii")).decode("ascii")
        return date.fromisoformat(text[:10]), UUID(text[10:])
    except (ValueError, binascii.Error):
        raise invalid(("cursor", "invalid")) from None
