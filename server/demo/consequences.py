"""What people's own acts change in the demonstration's payments: what was granted to them, what they declared.

From the first payment after an act the plan of the household says nothing more of that benefit: each payment has what
the act made of it. What was paid before stays as it was; of months for which a late declaration says otherwise, what is
missing is paid with that first payment, and what was too much is a debt, which the next payments pay back.

How much a declaration changes is the demonstration's own rule: a share of the rise of income, as `_LESS_FOR_MORE` says.
AAH follows declarations, too, but nobody has it here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, select

from server.clock import Clock
from server.declarations.form import QUESTIONNAIRE
from server.declarations.rules import QUARTER, Quarter
from server.declarations.service import Declarations
from server.declarations.tables import Declaration
from server.demo.households import demo_id
from server.demo.requests import granted
from server.entitlements.opening import EntitlementOpening
from server.entitlements.tables import Entitlement
from server.home.tables import Alert
from server.payments.tables import Debt, Payment, PaymentEvent, PaymentLine, Recovery
from server.requests.rules import RequestState
from server.requests.tables import Request
from server.resources.facts import ResourceFacts
from server.rules.payments import PAY_DAY, first_day, month_code, month_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Any
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.payments.rules import EventKind, PartKind

_LESS_FOR_MORE: Final[Mapping[str, tuple[int, int]]] = {"prime_activite": (39, 15_00), "rsa": (100, 6_00)}
"""By how much an income that rises lowers a benefit, in hundredths, and the cents below which nothing is paid."""

_CONTEST_WITHIN: Final = timedelta(days=61)


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


@dataclass(slots=True)
class _Course:
    """What the acts before one made of the files, by file, or by file and benefit.

    Attributes:
        heard: the cents that a file declared last, which the next declaration is compared with.
        due: the cents a month that a benefit would come to, where it may be less than nothing.
        ended: since which month nothing is paid of a benefit, and what was paid of it before.
        owed_back: the cents that were paid in excess for a month of right, by its first day.
    """

    heard: dict[UUID, int] = field(default_factory=dict)
    due: dict[tuple[UUID, str], int] = field(default_factory=dict)
    ended: dict[tuple[UUID, str], tuple[date, int]] = field(default_factory=dict)
    owed_back: defaultdict[tuple[UUID, str, date], int] = field(default_factory=lambda: defaultdict(int))


def apply_acts(transaction: Transaction, today: date) -> None:
    """Have the payments up to that day, the rights and the debts follow what people asked for and declared."""
    sent = select(Request).where(Request.file_id.is_not(None), Request.sent_at.is_not(None))
    requests = sorted(
        transaction.scalars(sent), key=lambda each: each.decided_at or each.sent_at or each.opened_at
    )
    course = _Course()
    debts: list[Debt] = []
    for request in requests:
        for act in list(_acts(transaction, request, course)):
            _have_right(transaction, act, course)
            debts += _have_payments(transaction, act, course, today)
            transaction.flush()
            transaction.expire_all()
    for (file_id, benefit), (since, amount) in course.ended.items():
        right = _right(transaction, file_id, benefit)
        right.state, right.reason, right.ends_when = "closed", "income_too_high", []
        right.until, right.amount = since - timedelta(days=1), amount
    for debt in debts:
        _take_back(transaction, debt, today)


def _acts(transaction: Transaction, request: Request, course: _Course) -> Iterator[_Act]:
    if request.questionnaire == QUESTIONNAIRE:
        yield from _declared(transaction, request, course)
        return
    grant = granted(request) if request.state is RequestState.ACCEPTED else None
    if grant is not None and request.file_id is not None and request.decided_at is not None:
        course.due.pop((request.file_id, grant.benefit), None)
        on = request.decided_at.date()
        yield _Act(request.file_id, grant.benefit, grant.amount, on, grant.since, "right_opened")


def _declared(transaction: Transaction, request: Request, course: _Course) -> Iterator[_Act]:
    """Yield what a declaration, or a correction of it, makes of each benefit that follows it."""
    if request.file_id is None or request.period is None or request.sent_at is None:
        return
    quarter = Quarter(request.period)
    before = transaction.get(Declaration, (request.file_id, quarter.before().first))
    if before is None or before.declared_at is None:
        return
    declarations = Declarations(Clock(), ResourceFacts())
    now = _sum(declarations.declared(transaction, request.file_id, request.period, request.answers))
    risen = (now - course.heard.get(request.file_id, _sum(before.incomes))) // QUARTER
    course.heard[request.file_id] = now
    rights = select(Entitlement).where(Entitlement.file_id == request.file_id, Entitlement.state == "open")
    for right in transaction.scalars(rights).all():
        if right.benefit not in _LESS_FOR_MORE:
            continue
        hundredths, least = _LESS_FOR_MORE[right.benefit]
        key = request.file_id, right.benefit
        due = course.due[key] = course.due.get(key, right.amount) - risen * hundredths // 100
        amount = due if due >= least else 0
        if amount != right.amount:
            yield _Act(
                request.file_id,
                right.benefit,
                amount,
                request.sent_at.date(),
                first_day(quarter.computed_in),
                "declaration",
            )


def _sum(incomes: Sequence[Mapping[str, Any]]) -> int:
    return sum(each["amount"] for each in incomes)


def _have_right(transaction: Transaction, act: _Act, course: _Course) -> None:
    """Have the right come to what the act made of it; one that comes to nothing ends once all acts are known."""
    key = act.file_id, act.benefit
    if act.amount:
        course.ended.pop(key, None)
    elif key not in course.ended:
        course.ended[key] = act.since, _right(transaction, *key).amount
    EntitlementOpening().open(transaction, act.file_id, act.benefit, act.amount, act.since)


def _right(transaction: Transaction, file_id: UUID, benefit: str) -> Entitlement:
    """Return the right of a file that is not over."""
    transaction.flush()
    return transaction.scalars(
        select(Entitlement).where(
            Entitlement.file_id == file_id, Entitlement.benefit == benefit, Entitlement.state != "closed"
        )
    ).one()


def _have_payments(transaction: Transaction, act: _Act, course: _Course, today: date) -> list[Debt]:
    """Have each payment from the first on that follows the act pay what it made of the benefit.

    Returns:
        What was paid in excess before.
    """
    paid_on = act.first_paid_on
    known = select(Payment).where(Payment.file_id == act.file_id)
    payments = {each.id: each for each in transaction.scalars(known)}
    late = _late(act, payments.values(), course) if act.kind == "declaration" else {}
    for month, missing in late.items():
        course.owed_back[act.file_id, act.benefit, month] += max(0, -missing)
    debts = [*_debts(transaction, act, {month: -missing for month, missing in late.items() if missing < 0})]
    if paid_on > today:
        return debts
    _explain(transaction, act, payments.values(), sum(missing for missing in late.values() if missing > 0))
    before = _paid_for(act, payments.values(), month_of(paid_on, 2))
    first = True
    while paid_on <= today:
        due = {month_of(paid_on, 1): act.amount}
        if first and act.kind == "right_opened" and not before:
            due = dict.fromkeys(_months(act.since, month_of(paid_on, 1)), act.amount)
        elif first:
            due = {month: missing for month, missing in late.items() if missing > 0} | due
        of_day = [each for each in payments.values() if _planned_on(each, payments) == paid_on]
        for payment in of_day or ([_new(transaction, act, paid_on)] if any(due.values()) else []):
            _pay(transaction, payment, act, due, month_of(paid_on, 1))
        first, paid_on = False, month_of(paid_on, -1).replace(day=PAY_DAY)
    return debts


def _paid_for(act: _Act, payments: Iterable[Payment], month: date) -> int:
    """Return the cents that payments before the act's first paid of its benefit for a month of right."""
    return sum(
        line.amount
        for each in payments
        if each.retry_of is None and each.paid_on < act.first_paid_on
        for line in each.lines
        if line.benefit == act.benefit and line.month == month_code(month)
    )


def _late(act: _Act, payments: Collection[Payment], course: _Course) -> dict[date, int]:
    """Return what is missing of each month of right that was paid before the act; of too much, less than nothing."""
    return {
        month: act.amount
        - _paid_for(act, payments, month)
        + course.owed_back[act.file_id, act.benefit, month]
        for month in _months(act.since, month_of(act.first_paid_on, 2))
    }


def _debts(transaction: Transaction, act: _Act, excess: Mapping[date, int]) -> Iterator[Debt]:
    """Insert the debt of what was paid in excess, if anything was, and the alert that tells of it."""
    if not excess:
        return
    first, last = month_code(min(excess)), month_code(max(excess))
    debt = Debt(
        id=demo_id(
            "debt", str(act.file_id), act.benefit, first, act.on.isoformat(), str(sum(excess.values()))
        ),
        file_id=act.file_id,
        benefit=act.benefit,
        reason="income_change",
        from_month=first,
        until_month=last,
        notified_on=act.on,
        amount=sum(excess.values()),
        monthly_amount=None,
        contest_until=act.on + _CONTEST_WITHIN,
        cancelled_on=None,
    )
    transaction.add(debt)
    yield debt


def _take_back(transaction: Transaction, debt: Debt, today: date) -> None:
    """Have the payments after a debt was told pay it back, each by all that it comes to; an alert says what is left."""
    left = debt.amount
    known = select(Payment).where(Payment.file_id == debt.file_id).order_by(Payment.paid_on)
    payments = {each.id: each for each in transaction.scalars(known)}
    for payment in payments.values():
        if payment.retry_of is not None or not debt.notified_on < payment.paid_on <= today:
            continue
        taken = min(left, payment.amount)
        if taken <= 0:
            continue
        for each in payments.values():
            if payment.id in (each.id, each.retry_of):
                before = select(func.count()).select_from(Recovery).where(Recovery.payment_id == each.id)
                transaction.add(
                    Recovery(
                        payment_id=each.id,
                        position=transaction.scalar(before) or 0,
                        debt_id=debt.id,
                        month=debt.until_month,
                        amount=taken,
                    )
                )
                each.amount -= taken
        left -= taken
        transaction.flush()
    if left:
        _tell_left(transaction, debt.file_id, left)


def _tell_left(transaction: Transaction, file_id: UUID, left: int) -> None:
    """Have the file's alert of what was paid in excess say so much more."""
    query = select(Alert).where(Alert.file_id == file_id, Alert.code == "overpayment")
    alert = transaction.scalar(query)
    if alert is not None:
        alert.amount = (alert.amount or 0) + left
        return
    transaction.add(
        Alert(
            id=demo_id("alert", str(file_id), "overpayment"),
            file_id=file_id,
            code="overpayment",
            severity="information",
            amount=left,
        )
    )
    transaction.flush()


def _explain(transaction: Transaction, act: _Act, payments: Iterable[Payment], missing: int) -> None:
    """Have the act be what explains the first payment that follows it, in place of what the plan says."""
    month = month_code(act.first_paid_on)
    transaction.execute(
        delete(PaymentEvent).where(
            PaymentEvent.file_id == act.file_id,
            PaymentEvent.benefit == act.benefit,
            PaymentEvent.month >= month,
            PaymentEvent.part != "recovery",
        )
    )
    last = month_code(month_of(act.first_paid_on, 1))
    before = sum(
        line.amount
        for each in payments
        if each.month == last and each.retry_of is None
        for line in each.lines
        if line.benefit == act.benefit and line.kind == "benefit"
    )
    parts: dict[PartKind, int] = {"right": act.amount - before, "arrears": missing}
    transaction.add_all(
        PaymentEvent(
            id=demo_id("event", str(act.file_id), month, act.benefit, act.kind, part, "act"),
            file_id=act.file_id,
            month=month,
            benefit=act.benefit,
            part=part,
            difference=difference,
            kind=act.kind,
            happened_on=act.on,
        )
        for part, difference in parts.items()
        if difference
    )


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
