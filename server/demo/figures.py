"""The figures of the demonstration: payments up to a given day with what explains them, the same for the same day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from server.demo.figures_households import plan_of
from server.demo.figures_plan import RATE_MONTH, at_rate_of
from server.demo.households import HOUSEHOLDS, demo_id
from server.rules.payments import last_pay_day, month_code, month_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from server.demo.figures_plan import DebtPlan, Plan, Right, Step
    from server.demo.households import Household
    from server.payments.rules import EventKind, LineKind, PartKind

Row = dict[str, Any]

# Benefit, month of right, amount and kind.
_Line = tuple[str, str, int, "LineKind"]
_SCHOOL_MONTH, _SCHOOL_PAY_DAY = 8, 18
_DUE_AFTER_PAYMENT = timedelta(days=25)
_TOLD_ON_DAY = 18
_CONTEST_WITHIN = timedelta(days=61)


@dataclass
class Figures:
    """Rows of the tables of the same names."""

    payments: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    recoveries: list[Row] = field(default_factory=list)
    debts: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    entitlements: list[Row] = field(default_factory=list)
    alerts: list[Row] = field(default_factory=list)


@lru_cache(maxsize=2)  # a reset asks again for those of the day
def figures_on(today: date) -> Figures:
    """Return the figures of every household on that day; do not change them, they are cached."""
    figures = Figures()
    for household in HOUSEHOLDS:
        _Account(figures, household, today).keep()
    return figures


class _Account:
    """The account of one household, kept from its oldest payment to its newest.

    Args:
        figures: what its rows are added to.
        household: whose it is.
        today: the day up to which it is kept.
    """

    def __init__(self, figures: Figures, household: Household, today: date) -> None:
        self._figures = figures
        self._household = household
        self._today = today
        self._newest = last_pay_day(min(today, household.closed_on or today))
        self._plan: Plan = plan_of(household, self._newest)

    def keep(self) -> None:
        """Add the rows of the household."""
        for n, debt in enumerate(self._plan.debts):
            self._add_debt(n, debt)
        for back in reversed(range(self._plan.oldest + 1)):
            self._add_month(back)
        self._figures.entitlements += map(self._entitlement, self._plan.rights)
        self._figures.alerts += self._alerts()

    def _paid_on(self, back: int) -> date:
        return month_of(self._newest, back).replace(day=self._newest.day)

    def _right_month(self, back: int) -> str:
        return month_code(month_of(self._newest, back + 1))

    def _day(self, back: int, day: int, ago: int = 1) -> date:
        """Return a day of the month that many months before a payment, or its last one."""
        month = month_of(self._newest, back + ago)
        return min(month.replace(day=1) + timedelta(days=day - 1), month_of(month, -1) - timedelta(days=1))

    def _at_rate(self, amount: int, month: date) -> int:
        """Return what an amount of today was in that month: the rates rose at each 1 April since."""
        return at_rate_of(amount, _rates_of(month_of(self._newest, 1)) - _rates_of(month))

    def _due(self, right: Right, step: Step | None, back: int) -> int:
        if step is None:
            return 0
        return self._at_rate(step.amount, month_of(self._newest, back + 1)) if right.rated else step.amount

    def _add_month(self, back: int) -> None:
        lines = [*self._lines(back)]
        taken = [
            (self._debt_id(n), self._right_month(debt.paid[-1]), amount)
            for n, debt in enumerate(self._plan.debts)
            for at, amount in debt.recoveries
            if at == back
        ]
        paid_on = self._paid_on(back)
        refusal = next((each for each in self._plan.refusals if each.back == back), None)
        refused = self._add_payment(paid_on, lines, taken, refused_reason=refusal.reason if refusal else None)
        if refusal:
            again = month_of(self._newest, refusal.again).replace(day=refusal.day)
            self._add_payment(again, lines, taken, retry_of=refused)
        self._add_school_year(paid_on)
        if back < self._plan.oldest:
            self._add_events(back)

    def _lines(self, back: int) -> Iterator[_Line]:
        """Yield benefit, month, amount and kind of each line."""
        month = self._right_month(back)
        for right in self._plan.rights:
            if due := self._due(right, right.step(back), back):
                yield right.benefit, month, due, "benefit"
            for missed, late in self._missed(right, back):
                yield right.benefit, self._right_month(missed), late, "arrears"
        for once in self._plan.once:
            if once.back == back and once.late_for is None:
                yield once.benefit, month, once.amount, "benefit"
            elif once.back == back and once.late_for is not None:
                yield once.benefit, self._right_month(once.late_for), once.amount, "arrears"

    def _missed(self, right: Right, back: int) -> Iterator[tuple[int, int]]:
        """Yield payment and amount of each month of a suspension that ends with this payment."""
        for before, suspended, resumed in zip(right.steps, right.steps[1:], right.steps[2:], strict=False):
            if resumed.kind == "resumed" and resumed.back == back:
                for missed in range(suspended.back, resumed.back, -1):
                    yield missed, self._due(right, before, missed)

    def _add_payment(
        self,
        paid_on: date,
        lines: Iterable[_Line],
        taken: Iterable[tuple[UUID, str, int]] = (),
        *,
        refused_reason: str | None = None,
        retry_of: UUID | None = None,
    ) -> UUID:
        payment_id = demo_id("payment", self._household.number, paid_on.isoformat())
        line_rows: list[Row] = [
            {
                "payment_id": payment_id,
                "position": n,
                "file_id": self._household.file_id,
                "benefit": benefit,
                "month": month,
                "amount": amount,
                "kind": kind,
            }
            for n, (benefit, month, amount, kind) in enumerate(lines)
        ]
        recovery_rows: list[Row] = [
            {"payment_id": payment_id, "position": n, "debt_id": debt_id, "month": month, "amount": amount}
            for n, (debt_id, month, amount) in enumerate(taken)
        ]
        self._figures.lines += line_rows
        self._figures.recoveries += recovery_rows
        self._figures.payments.append(
            {
                "id": payment_id,
                "file_id": self._household.file_id,
                "paid_on": paid_on,
                "month": month_code(paid_on),
                "amount": sum(row["amount"] for row in line_rows)
                - sum(row["amount"] for row in recovery_rows),
                "refused_reason": refused_reason,
                "retry_of": retry_of,
            }
        )
        return payment_id

    def _add_school_year(self, month: date) -> None:
        """Add the payment of August, which the month after has no longer."""
        begins = date(month.year, _SCHOOL_MONTH + 1, 1)
        paid_on = date(month.year, _SCHOOL_MONTH, _SCHOOL_PAY_DAY)
        if not self._plan.school_year or month.month not in {_SCHOOL_MONTH, _SCHOOL_MONTH + 1}:
            return
        amount = self._at_rate(self._plan.school_year, paid_on)
        if month.month == _SCHOOL_MONTH and paid_on <= self._today:
            self._add_payment(paid_on, [("ars", month_code(paid_on), amount, "benefit")])
            self._add_event(month_code(month), "ars", amount, "school_year", begins)
        if month.month == _SCHOOL_MONTH + 1:
            self._add_event(month_code(month), "ars", -amount, "school_year", begins)

    def _add_events(self, back: int) -> None:
        """Add what made this payment differ from the one before."""
        month = month_code(self._paid_on(back))
        for right in self._plan.rights:
            step, earlier = right.step(back), right.step(back + 1)
            was = self._due(right, earlier, back + 1)
            risen = self._due(right, earlier, back)
            now = self._due(right, step, back)
            if risen != was and now:
                april = date(self._paid_on(back).year, RATE_MONTH, 1)
                self._add_event(month, right.benefit, risen - was, "new_rate", april)
                was = risen
            if step is not None and now != was:
                on = self._day(back, step.day, step.ago)
                self._add_event(month, right.benefit, now - was, step.kind, on, who=step.who)
            if missed := sum(due for _, due in self._missed(right, back)):
                on = self._day(back, step.day if step else 1)
                self._add_event(month, right.benefit, missed, "resumed", on, part="arrears")
        for once in self._plan.once:
            if once.back == back:
                on = self._day(back, once.day, once.ago)
                part: PartKind = "right" if once.late_for is None else "arrears"
                self._add_event(month, once.benefit, once.amount, once.kind, on, who=once.who, part=part)
            elif once.back == back + 1 and once.late_for is None:
                self._add_event(month, once.benefit, -once.amount, "right_closed", self._paid_on(once.back))

    def _add_event(
        self,
        month: str,
        benefit: str,
        difference: int,
        kind: EventKind,
        on: date,
        *,
        who: str | None = None,
        part: PartKind = "right",
    ) -> None:
        self._figures.events.append(
            {
                "id": demo_id("event", self._household.number, month, benefit, part, kind),
                "file_id": self._household.file_id,
                "month": month,
                "benefit": benefit,
                "part": part,
                "difference": difference,
                "kind": kind,
                "happened_on": on,
                "subject": who,
                "amount": None,
            }
        )

    def _debt_id(self, n: int) -> UUID:
        return demo_id("debt", self._household.number, str(n))

    def _add_debt(self, n: int, debt: DebtPlan) -> None:
        told_on = self._day(debt.recoveries[0][0], _TOLD_ON_DAY)
        self._figures.debts.append(
            {
                "id": self._debt_id(n),
                "file_id": self._household.file_id,
                "benefit": debt.benefit,
                "reason": debt.reason,
                "from_month": self._right_month(debt.paid[0]),
                "until_month": self._right_month(debt.paid[-1]),
                "notified_on": told_on,
                "amount": debt.amount,
                "monthly_amount": debt.monthly,
                "contest_until": told_on + _CONTEST_WITHIN,
                "cancelled_on": self._day(debt.cancelled, 20) if debt.cancelled is not None else None,
            }
        )

    def _entitlement(self, right: Right) -> Row:
        """Return the row of a right as it was last open, or is."""
        open_steps = [step for step in right.steps if step.amount]
        begins = [
            step
            for before, step in zip((None, *right.steps), right.steps, strict=False)
            if step.amount and (before is None or not (before.amount or before.kind == "suspended"))
        ]
        ended = None if right.steps[-1].amount else right.steps[-1]
        last = ended.back + 1 if ended else 0
        until = month_of(self._newest, last) - timedelta(days=1) if ended else self._household.closed_on
        suspension = next((each for each in self._plan.suspensions if each.benefit == right.benefit), None)
        reason = ended.reason if ended else "file_closed"
        return {
            "id": demo_id("entitlement", self._household.number, right.benefit),
            "file_id": self._household.file_id,
            "benefit": right.benefit,
            "amount": self._due(right, open_steps[-1], last),
            "since": month_of(self._newest, begins[-1].back + 1),
            "until": until,
            "state": "closed" if until else "suspended" if suspension else "open",
            "reason": reason if until else suspension.reason if suspension else None,
            "act": suspension.act if suspension else None,
            "ends_when": [] if until else list(right.ends_when),
        }

    def _alerts(self) -> Iterator[Row]:
        plan = self._plan
        due_on = self._newest + _DUE_AFTER_PAYMENT
        if due_on < self._today:
            due_on += timedelta(days=31)
        owed = sum(debt.remaining for debt in plan.debts if debt.cancelled is None)
        if owed:
            yield self._alert("overpayment", amount=owed)

    def _alert(self, code: str, **params: Any) -> Row:
        return {
            "id": demo_id("alert", self._household.number, code),
            "file_id": self._household.file_id,
            "code": code,
            "severity": "information" if code == "overpayment" else "warning",
            "document": None,
            "due_on": None,
            "amount": None,
            **params,
        }


def _rates_of(month: date) -> int:
    """Return the year whose rates hold in a month: they are new each 1 April."""
    return month.year - (month.month < RATE_MONTH)
