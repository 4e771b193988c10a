"""Records of a fund that the feature stores: debts, payments with their lines, and the events behind them."""

from collections.abc import Iterator, Sequence
from typing import Literal, Self

from pydantic import Field, model_validator
from sqlalchemy import delete
from sqlalchemy.orm import Session as Transaction

from server.db.bulk import those_there, upsert
from server.feature import Importable, Link
from server.imports.records import (
    Cents,
    Code,
    Day,
    Key,
    Month,
    Part,
    PositiveCents,
    Record,
    Text,
    fault,
    id_of,
)
from server.payments.news import PaymentNews
from server.payments.rules import DebtReason, EventKind, LineKind, PartKind, RefusedReason
from server.payments.tables import Debt, Payment, PaymentEvent, PaymentLine, Recovery
from server.rules.payments import month_code
from server.services import Services


class DebtRecord(Record):
    """What was paid in excess, and is taken back from payments."""

    kind: Literal["debt"]
    household: Key
    benefit: Code
    reason: DebtReason
    from_month: Month
    until_month: Month
    notified_on: Day
    amount: PositiveCents
    monthly_amount: PositiveCents | None = None
    contest_until: Day
    cancelled_on: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_month > self.until_month:
            raise fault("months_order")
        return self


class PaymentLineRecord(Part):
    """A benefit of a month in a payment."""

    benefit: Code
    month: Month
    amount: Cents
    kind: LineKind = "benefit"


class RecoveryRecord(Part):
    """A part of a debt that was taken back from a payment."""

    debt: Key
    month: Month
    amount: PositiveCents


class PaymentRecord(Record):
    """A payment of one day. Its amount is the sum of its lines, less what was taken back."""

    kind: Literal["payment"]
    household: Key
    paid_on: Day
    amount: PositiveCents
    refused_reason: RefusedReason | None = None
    retry_of: Key | None = Field(
        None, description="The payment that the bank refused, which this one pays again."
    )
    lines: tuple[PaymentLineRecord, ...] = Field(min_length=1, max_length=100)
    recoveries: tuple[RecoveryRecord, ...] = Field((), max_length=100)

    @model_validator(mode="after")
    def _sums_up(self) -> Self:
        total = sum(line.amount for line in self.lines) - sum(each.amount for each in self.recoveries)
        if total != self.amount:
            raise fault("sum")
        return self


class PaymentEventRecord(Record):
    """What made a part of the payments of a month change, and by how much: the reason that people are shown."""

    kind: Literal["payment_event"]
    household: Key
    month: Month = Field(description="The month of payments in which it shows first.")
    benefit: Code
    part: PartKind
    difference: Cents
    event: EventKind
    happened_on: Day
    subject: Text | None = Field(None, description="The first name of the person whom it happened to.")
    amount: Cents | None = Field(None, description="An amount that the event names itself.")


def _write_debts(_: Services, transaction: Transaction, records: Sequence[DebtRecord]) -> None:
    names = (
        "benefit", "reason", "from_month", "until_month", "notified_on", "amount", "monthly_amount", "contest_until",
        "cancelled_on",
    )  # fmt: skip
    rows = [
        {
            "id": id_of("debt", each.key),
            "file_id": id_of("household", each.household),
            **{name: getattr(each, name) for name in names},
        }
        for each in records
    ]
    upsert(transaction, Debt, rows)


def _write_payments(services: Services, transaction: Transaction, records: Sequence[PaymentRecord]) -> None:
    payments, lines, recoveries = [], [], []
    for each in records:
        own, household = id_of("payment", each.key), id_of("household", each.household)
        payments.append(
            {
                "id": own,
                "file_id": household,
                "paid_on": each.paid_on,
                "month": month_code(each.paid_on),
                "amount": each.amount,
                "refused_reason": each.refused_reason,
                "retry_of": id_of("payment", each.retry_of) if each.retry_of else None,
            }
        )
        lines += [
            {
                "payment_id": own,
                "position": position,
                "file_id": household,
                "benefit": line.benefit,
                "month": line.month,
                "amount": line.amount,
                "kind": line.kind,
            }
            for position, line in enumerate(each.lines)
        ]
        recoveries += [
            {
                "payment_id": own,
                "position": position,
                "debt_id": id_of("debt", taken.debt),
                "month": taken.month,
                "amount": taken.amount,
            }
            for position, taken in enumerate(each.recoveries)
        ]
    # Of a payment that is there already, lines may be fewer now.
    there = those_there(transaction, Payment, [row["id"] for row in payments])
    if there:
        for table in (PaymentLine, Recovery):
            transaction.execute(delete(table).where(table.payment_id.in_(there)))
    upsert(transaction, Payment, payments)
    upsert(transaction, PaymentLine, lines)
    upsert(transaction, Recovery, recoveries)
    new = (each for each in records if id_of("payment", each.key) not in there and not each.refused_reason)
    services[PaymentNews].note(transaction, [(id_of("payment", each.key), each.paid_on) for each in new])


def _write_events(_: Services, transaction: Transaction, records: Sequence[PaymentEventRecord]) -> None:
    names = ("month", "benefit", "part", "difference", "happened_on", "subject", "amount")
    rows = [
        {
            "id": id_of("payment_event", each.key),
            "file_id": id_of("household", each.household),
            "kind": each.event,
            **{name: getattr(each, name) for name in names},
        }
        for each in records
    ]
    upsert(transaction, PaymentEvent, rows)


def _of_household(record: DebtRecord | PaymentEventRecord) -> Iterator[Link]:
    yield Link("household", "household", record.household)


def _payment_links(record: PaymentRecord) -> Iterator[Link]:
    yield Link("household", "household", record.household)
    if record.retry_of:
        yield Link("retry_of", "payment", record.retry_of, record.household)
    for position, taken in enumerate(record.recoveries):
        yield Link(f"recoveries.{position}.debt", "debt", taken.debt, record.household)


IMPORTABLE = (
    Importable(kind="debt", model=DebtRecord, table=Debt, write=_write_debts, links=_of_household),
    Importable(
        kind="payment", model=PaymentRecord, table=Payment, write=_write_payments, links=_payment_links
    ),
    Importable(
        kind="payment_event",
        model=PaymentEventRecord,
        table=PaymentEvent,
        write=_write_events,
        links=_of_household,
    ),
)
