"""The quotient familial, and the codes of resources and of their corrections. No database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from server.rules.payments import month_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

ResourceKind = Literal[
    "alimony",
    "parental_leave",
    "pension",
    "scholarship",
    "self_employment",
    "sickness",
    "unemployment",
    "wages",
]

ResourceSource = Literal[
    "declared", "employer", "france_travail", "health_insurance", "pension_fund", "taxes"
]
"""Where the fund has a resource from: the household, or who pays it, or the taxes."""

CorrectionKind = Literal["amount", "period", "not_mine"]
"""What is wrong with a resource."""

CorrectionState = Literal["received", "accepted", "refused"]


PartKind = Literal["parents", "child", "third_child", "disabled_child"]

MOST_YEARS = 10
_HALF_PARTS_OF_PARENTS = 4
_THIRD = 3
_MONTHS = 12
_CENTS = 100


@dataclass(frozen=True, slots=True)
class Part:
    """What the members of one kind count for; half parts are counted, because a child is half a part."""

    kind: PartKind
    count: int
    half_parts: int


@dataclass(frozen=True, slots=True)
class Household:
    """Who counts in the quotient of a month."""

    children: int
    disabled_children: int = 0


def parts_of(household: Household) -> list[Part]:
    """Return what each counts for.

    A couple or a lone parent counts for two parts, the first two children for a half each, the third for one, each
    further one for a half, and a disabled child for a half more (caf.fr, "Le quotient familial").
    """
    children = household.children
    parts = [Part("parents", 1, _HALF_PARTS_OF_PARENTS)]
    ordinary = children - (children >= _THIRD)
    if ordinary:
        parts.append(Part("child", ordinary, ordinary))
    if children >= _THIRD:
        parts.append(Part("third_child", 1, 2))
    if household.disabled_children:
        parts.append(Part("disabled_child", household.disabled_children, household.disabled_children))
    return parts


def quotient_of(incomes: Iterable[int], benefits: int, household: Household) -> int:
    """Return the quotient familial, in whole euros, as cents.

    It is a twelfth of the incomes of the year that counts and the benefits of the month, divided by the parts, and
    rounded to the nearest euro (caf.fr, "Le quotient familial").

    Args:
        incomes: of that year, in cents.
        benefits: of that month, in cents.
        household: who counts.
    """
    half_parts = sum(part.half_parts for part in parts_of(household))
    # One division at the end: sums that were rounded on the way would not add up to it.
    numerator = 2 * (sum(incomes) + _MONTHS * benefits)
    denominator = _MONTHS * half_parts * _CENTS
    return (2 * numerator + denominator) // (2 * denominator) * _CENTS


def year_that_counts(month: date) -> int:
    """Return the year whose incomes a quotient of that month is made of: the one before the last."""
    return month.year - 2


def first_year(today: date) -> int:
    """Return the first year of which resources are shown."""
    return month_of(today, MOST_YEARS * _MONTHS).year
