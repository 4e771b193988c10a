"""The figures of the demonstration: 24 months of payments up to a given day, the same for the same day.

Amounts are in cents, close to the scales in force. A payment on the 5th is for the month before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from server.demo.households import HOUSEHOLDS, demo_id
from server.rules.payments import last_pay_day, month_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from server.demo.households import Household

Row = dict[str, Any]

_RENTREE_MONTH, _RENTREE_DAY = 8, 18
_DUE_AFTER_PAYMENT = timedelta(days=25)


@dataclass(frozen=True)
class _MonthlyBenefit:
    """A monthly benefit, paid from payment `first` to payment `last`, counted back from the newest (0)."""

    benefit: str
    amount: int
    first: int = 23
    last: int = 0
    arrears: bool = False


@dataclass(frozen=True)
class _PartialRecovery:
    """A part of an overpayment, taken back from payment `back`; it was paid in payment `paid`."""

    back: int
    benefit: str
    amount: int
    remaining: int
    reason: str
    paid: int


@dataclass(frozen=True)
class _Pattern:
    """What a household is paid, and what it is asked for."""

    monthly: tuple[_MonthlyBenefit, ...]
    recoveries: tuple[_PartialRecovery, ...] = ()
    # Allocation de rentrée scolaire, paid on a day of its own in August.
    rentree: int = 0
    missing_document: str | None = None
    declaration_due: bool = False


_PATTERNS = {
    # Three months of prime d'activité of 123,00 € were overpaid: 369,00 € are taken back in three parts.
    "couple": _Pattern(
        monthly=(
            _MonthlyBenefit("af", 151_05),
            _MonthlyBenefit("apl", 276_95),
            _MonthlyBenefit("prime_activite", 123_00, first=10, last=8),
            _MonthlyBenefit("prime_activite", 112_00, first=3),
            _MonthlyBenefit("apl", 123_42, first=0, arrears=True),
        ),
        recoveries=(
            _PartialRecovery(1, "prime_activite", 231_00, 138_00, "income_change", paid=9),
            _PartialRecovery(0, "prime_activite", 46_00, 92_00, "income_change", paid=8),
        ),
        missing_document="rent_certificate",
    ),
    "family": _Pattern(monthly=(_MonthlyBenefit("af", 151_05), _MonthlyBenefit("prime_activite", 94_18))),
    "lone_parent": _Pattern(
        monthly=(
            _MonthlyBenefit("af", 151_05),
            _MonthlyBenefit("apl", 318_40),
            _MonthlyBenefit("asf", 398_36),
            _MonthlyBenefit("prime_activite", 187_33, first=14),
            _MonthlyBenefit("rsa", 241_10, last=15),
        ),
        recoveries=tuple(
            _PartialRecovery(back, "apl", 50_00, 150_00 + 50_00 * back, "situation_change", paid=7)
            for back in range(5)
        ),
        rentree=450_41,
    ),
    "housing": _Pattern(monthly=(_MonthlyBenefit("apl", 243_61),)),
    "newcomer": _Pattern(monthly=(_MonthlyBenefit("apl", 198_07, first=2),), declaration_due=True),
    "closed": _Pattern(monthly=(_MonthlyBenefit("apl", 201_33, first=5),)),
}


@dataclass
class Figures:
    """Rows of the tables of the same names, and the month of each file's quotient familial."""

    quotient_months: dict[UUID, str] = field(default_factory=dict)
    payments: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    debts: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    recoveries: list[Row] = field(default_factory=list)
    entitlements: list[Row] = field(default_factory=list)
    alerts: list[Row] = field(default_factory=list)


@lru_cache(maxsize=2)  # a reset asks again for those of the day
def figures_on(today: date) -> Figures:
    """Return the figures of every household on that day; do not change them, they are cached."""
    figures = Figures()
    for household in HOUSEHOLDS:
        _add_figures(figures, household, today)
    return figures


def _add_figures(figures: Figures, household: Household, today: date) -> None:
    pattern = _PATTERNS[household.pattern]
    newest = last_pay_day(min(today, household.closed_on or today))
    if household.quotient is not None:
        figures.quotient_months[household.file_id] = _month(today)
    debt_id = demo_id("debt", household.number)
    if pattern.recoveries:
        first = pattern.recoveries[0]
        whole = max(each.amount + each.remaining for each in pattern.recoveries)
        told_on = month_of(newest, max(each.back for each in pattern.recoveries) + 1).replace(day=18)
        figures.debts.append(
            {
                "id": debt_id,
                "file_id": household.file_id,
                "benefit": first.benefit,
                "reason": first.reason,
                "from_month": _month(newest, max(each.paid for each in pattern.recoveries) + 1),
                "until_month": _month(newest, min(each.paid for each in pattern.recoveries) + 1),
                "notified_on": told_on,
                "amount": whole,
                "monthly_amount": None,
                "contest_until": told_on + timedelta(days=61),
                "cancelled_on": None,
            }
        )
    for back in range(max(each.first for each in pattern.monthly) + 1):
        paid_on = month_of(newest, back).replace(day=newest.day)
        _add_payment(
            figures,
            household,
            paid_on,
            lines=[
                (
                    each.benefit,
                    _month(paid_on, 2 if each.arrears else 1),
                    each.amount,
                    "arrears" if each.arrears else "benefit",
                )
                for each in pattern.monthly
                if each.last <= back <= each.first
            ],
            taken=[
                (debt_id, _month(newest, each.paid + 1), each.amount)
                for each in pattern.recoveries
                if each.back == back
            ],
        )
        rentree = date(paid_on.year, _RENTREE_MONTH, _RENTREE_DAY)
        if pattern.rentree and paid_on.month == _RENTREE_MONTH and rentree <= today:
            _add_payment(
                figures,
                household,
                rentree,
                lines=[("ars", _month(rentree), pattern.rentree, "benefit")],
                taken=[],
            )
    if household.pattern == "couple":
        figures.events.append(
            {
                "id": demo_id("event", household.number),
                "file_id": household.file_id,
                "month": _month(newest),
                "benefit": "apl",
                "part": "arrears",
                "difference": 123_42,
                "kind": "move",
                "happened_on": month_of(newest, 1).replace(day=12),
                "subject": None,
                "amount": None,
            }
        )
    _add_entitlements(figures, household, pattern, newest)
    _add_alerts(figures, household, pattern, newest, today)


def _month(day: date, back: int = 0) -> str:
    return f"{month_of(day, back):%Y-%m}"


def _add_payment(
    figures: Figures,
    household: Household,
    paid_on: date,
    *,
    lines: Iterable[tuple[str, str, int, str]],
    taken: Iterable[tuple[UUID, str, int]],
) -> None:
    payment_id = demo_id("payment", household.number, paid_on.isoformat())
    line_rows: list[Row] = [
        {
            "payment_id": payment_id,
            "position": n,
            "benefit": benefit,
            "month": month,
            "amount": amount,
            "kind": kind,
        }
        for n, (benefit, month, amount, kind) in enumerate(lines)
    ]
    recovery_rows: list[Row] = [
        {
            "payment_id": payment_id,
            "position": n,
            "debt_id": debt_id,
            "month": month,
            "amount": amount,
        }
        for n, (debt_id, month, amount) in enumerate(taken)
    ]
    figures.lines += line_rows
    figures.recoveries += recovery_rows
    figures.payments.append(
        {
            "id": payment_id,
            "file_id": household.file_id,
            "paid_on": paid_on,
            "month": _month(paid_on),
            "amount": sum(row["amount"] for row in line_rows) - sum(row["amount"] for row in recovery_rows),
            "refused_reason": None,
            "retry_of": None,
        }
    )


def _add_entitlements(figures: Figures, household: Household, pattern: _Pattern, newest: date) -> None:
    for each in pattern.monthly:
        if each.last == 0 and not each.arrears:
            figures.entitlements.append(
                {
                    "id": demo_id("entitlement", household.number, each.benefit),
                    "file_id": household.file_id,
                    "benefit": each.benefit,
                    "amount": each.amount,
                    "since": month_of(newest, each.first + 1),
                    "until": household.closed_on,
                    "state": "closed" if household.closed_on else "open",
                    "reason": "file_closed" if household.closed_on else None,
                    "act": None,
                    "ends_when": [],
                }
            )


def _add_alerts(figures: Figures, household: Household, pattern: _Pattern, newest: date, today: date) -> None:
    due_on = newest + _DUE_AFTER_PAYMENT
    if due_on < today:
        due_on += timedelta(days=31)
    wanted: list[Row] = []
    if pattern.missing_document:
        wanted.append(
            {
                "code": "document_missing",
                "severity": "warning",
                "document": pattern.missing_document,
                "due_on": due_on,
            }
        )
    if pattern.declaration_due:
        wanted.append({"code": "declaration_due", "severity": "warning", "due_on": due_on})
    owed = min((each.remaining for each in pattern.recoveries), default=0)
    if owed and not pattern.missing_document:
        wanted.append({"code": "overpayment", "severity": "information", "amount": owed})
    figures.alerts += [
        {
            "id": demo_id("alert", household.number, alert["code"]),
            "file_id": household.file_id,
            "document": None,
            "due_on": None,
            "amount": None,
            **alert,
        }
        for alert in wanted
    ]
