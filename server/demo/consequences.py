"""What people's own acts change in the demonstration's payments: what was granted to them, what they declared.

From the first payment after an act the plan of the household says nothing more of that benefit: each payment has what
the act made of it. What was paid before stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select

from server.clock import Clock
from server.declarations.form import QUESTIONNAIRE
from server.declarations.rules import QUARTER, Quarter
from server.declarations.service import Declarations
from server.declarations.tables import Declaration
from server.demo.households import demo_id
from server.demo.requests import granted
from server.entitlements.opening import EntitlementOpening
from server.entitlements.tables import Entitlement
from server.payments.tables import Payment, PaymentEvent, PaymentLine
from server.requests.rules import RequestState
from server.requests.tables import Request
from server.resources.facts import ResourceFacts
from server.rules.payments import PAY_DAY, first_day, month_code, month_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.payments.rules import EventKind

_LESS_FOR_MORE: Final[Mapping[str, tuple[int, int]]] = {"prime_activite": (39, 15_00), "rsa": (100, 6_00)}
"""By how much an income that rises lowers a benefit, in hundredths, and the cents below which nothing is paid."""


@dataclass(frozen=True, slots=True)
class _Act:
    """What a benefit of a file comes to after somebody's act.

    Attributes:
        file_id: the file.
        benefit: its code.
        amount: cents a month.
        on: the day of the act, or of what the fund decided of it.
        since: the first month of right, by its first day.
        kind: what explains the change.
    """

    file_id: UUID
    benefit: str
    amount: int
    on: date
    since: date
    kind: EventKind

    @property
    def first_paid_on(self) -> date:
        """The day of the first payment that follows it."""
        paid_on = month_of(self.since, -1).replace(day=PAY_DAY)
        while paid_on <= self.on:
            paid_on = month_of(paid_on, -1).replace(day=PAY_DAY)
        return paid_on


def apply_acts(transaction: Transaction, today: date) -> None:
    """Have the payments up to that day, and the rights, follow what people asked for and declared."""
    sent = select(Request).where(Request.file_id.is_not(None), Request.sent_at.is_not(None))
    requests = sorted(
        transaction.scalars(sent), key=lambda each: each.decided_at or each.sent_at or each.opened_at
    )
    heard: dict[UUID, int] = {}
    for request in requests:
        for act in _acts(transaction, request, heard):
            _have_right(transaction, act)
            _have_payments(transaction, act, today)
            transaction.flush()
            transaction.expire_all()


def _acts(transaction: Transaction, request: Request, heard: dict[UUID, int]) -> Iterator[_Act]:
    if request.questionnaire == QUESTIONNAIRE:
        yield from _declared(transaction, request, heard)
        return
    grant = granted(request) if request.state is RequestState.ACCEPTED else None
    if grant is not None and request.file_id is not None and request.decided_at is not None:
        on = request.decided_at.date()
        yield _Act(request.file_id, grant.benefit, grant.amount, on, grant.since, "right_opened")


def _declared(transaction: Transaction, request: Request, heard: dict[UUID, int]) -> Iterator[_Act]:
    """Yield what a declaration makes of each benefit that follows it.

    Args:
        transaction: where rights are read.
        request: the declaration, or a correction of it.
        heard: the cents that each file declared last, which this one is compared with.
    """
    if request.file_id is None or request.period is None or request.sent_at is None:
        return
    quarter = Quarter(request.period)
    before = transaction.get(Declaration, (request.file_id, quarter.before().first))
    if before is None or before.declared_at is None:
        return
    declarations = Declarations(Clock(), ResourceFacts())
    now = _sum(declarations.declared(transaction, request.file_id, request.period, request.answers))
    risen = (now - heard.get(request.file_id, _sum(before.incomes))) // QUARTER
    heard[request.file_id] = now
    rights = select(Entitlement).where(Entitlement.file_id == request.file_id, Entitlement.state == "open")
    for right in transaction.scalars(rights).all():
        if right.benefit not in _LESS_FOR_MORE:
            continue
        hundredths, least = _LESS_FOR_MORE[right.benefit]
        amount = max(0, right.amount - risen * hundredths // 100)
        if amount != right.amount:
            yield _Act(
                request.file_id,
                right.benefit,
                amount if amount >= least else 0,
                request.sent_at.date(),
                first_day(quarter.computed_in),
                "declaration",
            )


def _sum(incomes: Sequence[Mapping[str, Any]]) -> int:
    return sum(each["amount"] for each in incomes)


def _have_right(transaction: Transaction, act: _Act) -> None:
    """Have the right come to what the act made of it, or end."""
    EntitlementOpening().open(transaction, act.file_id, act.benefit, act.amount, act.since)
    if act.amount:
        return
    transaction.flush()
    right = transaction.scalars(
        select(Entitlement).where(
            Entitlement.file_id == act.file_id,
            Entitlement.benefit == act.benefit,
            Entitlement.state == "open",
        )
    ).one()
    right.state, right.reason, right.ends_when = "closed", "income_too_high", []
    right.until = month_of(act.first_paid_on, 1) - timedelta(days=1)


def _have_payments(transaction: Transaction, act: _Act, today: date) -> None:
    """Have each payment from the first on that follows the act pay what it made of the benefit."""
    paid_on = act.first_paid_on
    if paid_on > today:
        return
    known = select(Payment).where(Payment.file_id == act.file_id)
    payments = {each.id: each for each in transaction.scalars(known)}
    before = sum(
        line.amount
        for each in payments.values()
        if each.month == month_code(month_of(paid_on, 1)) and each.retry_of is None
        for line in each.lines
        if line.benefit == act.benefit and line.kind == "benefit"
    )
    transaction.execute(
        delete(PaymentEvent).where(
            PaymentEvent.file_id == act.file_id,
            PaymentEvent.benefit == act.benefit,
            PaymentEvent.month >= month_code(paid_on),
            PaymentEvent.part != "recovery",
        )
    )
    if act.amount != before:
        transaction.add(
            PaymentEvent(
                id=demo_id("event", str(act.file_id), month_code(paid_on), act.benefit, act.kind, "act"),
                file_id=act.file_id,
                month=month_code(paid_on),
                benefit=act.benefit,
                part="right",
                difference=act.amount - before,
                kind=act.kind,
                happened_on=act.on,
            )
        )
    first = True
    while paid_on <= today:
        due = {month_of(paid_on, 1): act.amount}
        if first and act.kind == "right_opened" and not before:
            due = dict.fromkeys(_months(act.since, month_of(paid_on, 1)), act.amount)
        of_day = [each for each in payments.values() if _planned_on(each, payments) == paid_on]
        for payment in of_day or ([_new(transaction, act, paid_on)] if act.amount else []):
            _pay(transaction, payment, act, due, month_of(paid_on, 1))
        first, paid_on = False, month_of(paid_on, -1).replace(day=PAY_DAY)


def _planned_on(payment: Payment, payments: Mapping[UUID, Payment]) -> date:
    """Return the day for which a payment was meant: of one that pays a refused one again, that of the refused one."""
    return payments[payment.retry_of].paid_on if payment.retry_of else payment.paid_on


def _months(first: date, last: date) -> Iterator[date]:
    month = first
    while month <= last:
        yield month
        month = month_of(month, -1)


def _new(transaction: Transaction, act: _Act, paid_on: date) -> Payment:
    """Insert the payment of a day on which the file would have had none."""
    payment = Payment(
        id=demo_id("payment", str(act.file_id), paid_on.isoformat()),
        file_id=act.file_id,
        paid_on=paid_on,
        month=month_code(paid_on),
        amount=0,
        refused_reason=None,
        retry_of=None,
    )
    transaction.add(payment)
    transaction.flush()
    return payment


def _pay(transaction: Transaction, payment: Payment, act: _Act, due: Mapping[date, int], last: date) -> None:
    """Replace the lines of the benefit in a payment by what is due; months before the last one are arrears."""
    gone = [line for line in payment.lines if line.benefit == act.benefit]
    position = max((line.position for line in payment.lines), default=-1)
    for line in gone:
        transaction.delete(line)
    for n, (month, amount) in enumerate(due.items(), 1):
        if amount:
            transaction.add(
                PaymentLine(
                    payment_id=payment.id,
                    position=position + n,
                    file_id=act.file_id,
                    benefit=act.benefit,
                    month=month_code(month),
                    amount=amount,
                    kind="benefit" if month == last else "arrears",
                )
            )
    payment.amount += sum(due.values()) - sum(line.amount for line in gone)
