"""The plans of the demonstration's households, by their pattern; amounts are close to the scales in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.demo.figures_plan import (
    DebtPlan,
    Once,
    Plan,
    Refusal,
    Right,
    Step,
    Suspension,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from server.demo.households import Household

# Ten years.
_FIRST = 119
# What lowers or raises a prime d'activité every three months is the declaration of income.
_QUARTERLY = 6


def plan_of(household: Household, newest: date) -> Plan:
    """Return the plan of a household whose newest payment is that of this day."""
    return _PLANS[household.pattern](household, newest)


def _couple(household: Household, _: date) -> Plan:
    """Ten years with a birth, a move and a new rent; an overpaid prime d'activité is settled, the rent suspends now."""
    child, spouse = household.children[-1], household.spouse
    born, youngest = child.months, child.name
    return Plan(
        rights=(
            Right(
                "af",
                (Step(born - 2, 151_05, "birth", day=child.day, ago=2, who=youngest),),
                rated=True,
                ends_when=("child_turns_20",),
            ),
            Right(
                "apl",
                (
                    Step(_FIRST, 262_10, "right_opened"),
                    Step(44, 276_95, "move", day=23),
                    Step(0, 354_37, "declaration", day=12),
                ),
                ends_when=("move", "income_rises"),
            ),
            Right(
                "paje_base",
                (
                    Step(born - 2, 184_81, "birth", day=child.day, ago=2, who=youngest),
                    Step(born - 37, 0, "birthday", day=child.day, who=youngest, reason="child_grown"),
                ),
                rated=True,
            ),
            Right(
                "prime_activite",
                (
                    Step(112, 98_00, "work_started", day=3, who=spouse),
                    Step(106, 0, "declaration", day=_QUARTERLY),
                    Step(58, 134_00, "declaration", day=_QUARTERLY),
                    Step(49, 0, "work_ended", day=28, who=spouse),
                    Step(21, 112_00, "work_started", day=4, who=spouse),
                    Step(18, 0, "declaration", day=_QUARTERLY),
                    Step(10, 123_00, "declaration", day=_QUARTERLY),
                    Step(7, 0, "declaration", day=_QUARTERLY),
                    Step(3, 112_00, "declaration", day=_QUARTERLY),
                ),
                ends_when=("declaration_missing", "income_rises", "work_ends"),
            ),
        ),
        once=(Once(born - 2, "prime_naissance", 1_066_30, "birth", day=child.day, ago=2, who=youngest),),
        # In January and February too much was paid: it was taken back at once, in October.
        debts=(DebtPlan("prime_activite", "income_change", 231_00, (9, 8), ((1, 231_00),)),),
        suspensions=(Suspension("apl", "rent_certificate_missing", "send_rent_certificate"),),
    )


def _lone_parent(household: Household, newest: date) -> Plan:
    """Ten years with a birth, a separation in the middle of a month, two debts, a suspension, a refused payment."""
    assert household.since is not None  # noqa: S101 - the household is a separated one
    # The payment for the month of the separation, and the one after it.
    parted = (newest.year - household.since.year) * 12 + newest.month - household.since.month - 1
    after, parting = parted - 1, household.since.day
    child = household.children[-1]
    born, youngest = child.months, child.name
    job = 14
    return Plan(
        rights=(
            Right(
                "af",
                (Step(born - 2, 151_05, "birth", day=child.day, ago=2, who=youngest),),
                rated=True,
                ends_when=("child_turns_20",),
            ),
            Right(
                "apl",
                (
                    Step(_FIRST, 214_60, "right_opened"),
                    Step(parted, 331_20, "separation", day=parting),
                    Step(job, 318_40, "work_started", day=3),
                ),
                ends_when=("move", "income_rises"),
            ),
            Right(
                "asf",
                (Step(after, 398_36, "separation", day=parting, ago=2),),
                rated=True,
                ends_when=("couple", "child_turns_20"),
            ),
            Right(
                "paje_base",
                (
                    Step(born - 2, 184_81, "birth", day=child.day, ago=2, who=youngest),
                    Step(born - 37, 0, "birthday", day=child.day, who=youngest, reason="child_grown"),
                ),
                rated=True,
            ),
            Right(
                "prime_activite",
                (
                    Step(81, 96_40, "declaration", day=_QUARTERLY),
                    Step(75, 0, "declaration", day=_QUARTERLY),
                    Step(54, 141_10, "declaration", day=_QUARTERLY),
                    Step(after, 0, "separation", day=parting, ago=2),
                    Step(job, 187_33, "work_started", day=3),
                ),
                ends_when=("declaration_missing", "income_rises", "work_ends"),
            ),
            Right(
                "rsa",
                (
                    Step(after, 241_10, "separation", day=parting, ago=2),
                    Step(30, 0, "suspended", day=30),
                    Step(28, 241_10, "resumed", day=11),
                    Step(job, 0, "work_started", day=3, reason="work_started"),
                ),
                rated=True,
            ),
        ),
        once=(
            Once(born - 2, "prime_naissance", 1_066_30, "birth", day=child.day, ago=2, who=youngest),
            # It was declared some weeks later: what was due for the rest of its month comes with the next payment.
            Once(after, "apl", 58_30, "separation", day=parting, ago=2, late_for=parted),
        ),
        debts=(
            DebtPlan("af", "duplicate_payment", 122_00, (72,), ((70, 61_00), (69, 61_00)), monthly=61_00),
            DebtPlan(
                "apl",
                "situation_change",
                400_00,
                (10, 9, 8, 7),
                tuple((back, 50_00) for back in (4, 3, 2, 1, 0)),
                monthly=50_00,
            ),
        ),
        refusals=(Refusal(5, "account_closed", again=5, day=16),),
        school_year=450_41,
        declaration_due=True,
    )


def _family(household: Household, _: date) -> Plan:
    """Five years with a birth and a debt that the fund gave up."""
    youngest = household.children[-1]
    return Plan(
        rights=(
            Right(
                "af",
                (Step(youngest.months - 2, 151_05, "birth", day=youngest.day, ago=2, who=youngest.name),),
                rated=True,
                ends_when=("child_turns_20",),
            ),
            Right(
                "prime_activite",
                (
                    Step(59, 131_70, "right_opened"),
                    Step(36, 118_02, "declaration", day=_QUARTERLY),
                    Step(12, 94_18, "declaration", day=_QUARTERLY),
                ),
                ends_when=("declaration_missing", "income_rises", "work_ends"),
            ),
        ),
        debts=(
            DebtPlan(
                "prime_activite",
                "income_change",
                84_00,
                (33, 32),
                ((30, 28_00),),
                monthly=28_00,
                cancelled=29,
            ),
        ),
    )


def _housing(_: Household, __: date) -> Plan:
    """Three years in two homes; one payment came on another day."""
    return Plan(
        rights=(
            Right(
                "apl",
                (Step(35, 251_10, "right_opened"), Step(20, 243_61, "move", day=17)),
                ends_when=("move", "income_rises"),
            ),
        ),
        refusals=(Refusal(2, "account_closed", again=2, day=19),),
    )


def _housing_refused(_: Household, __: date) -> Plan:
    """Three years in one home; a payment that the bank refused came with the next one."""
    return Plan(
        rights=(Right("apl", (Step(35, 243_61, "right_opened"),), ends_when=("move", "income_rises")),),
        refusals=(Refusal(13, "account_unknown", again=12, day=9),),
    )


def _newcomer(_: Household, __: date) -> Plan:
    return Plan(
        rights=(Right("apl", (Step(2, 198_07, "right_opened"),), ends_when=("move", "income_rises")),),
        declaration_due=True,
    )


def _closed(_: Household, __: date) -> Plan:
    return Plan(rights=(Right("apl", (Step(23, 201_33, "right_opened"),)),))


_PLANS: dict[str, Callable[[Household, date], Plan]] = {
    "couple": _couple,
    "lone_parent": _lone_parent,
    "family": _family,
    "housing": _housing,
    "housing_refused": _housing_refused,
    "newcomer": _newcomer,
    "closed": _closed,
}
