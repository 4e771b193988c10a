"""The resources and quotients of the demonstration, made so that each quotient is what its figures say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from server.demo.households import HOUSEHOLDS, demo_id
from server.people.doors import Role
from server.resources.rules import Household as Counted
from server.resources.rules import parts_of, quotient_of, year_that_counts
from server.rules.payments import month_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from server.demo.figures import Figures
    from server.demo.households import Household

Row = dict[str, Any]

_MONTHS = 12
_OF_QUOTIENTS = 36
# What somebody earns more each year, in hundredths.
_RISE = 102
_TAXED_ON = (9, 1)
_TOLD_AFTER = timedelta(days=10)
# What one of two adults earns of what both do.
_SHARES = {1: (1.0,), 2: (0.6, 0.4)}
# Benefits paid once: they are no part of what a family has each month.
_ONCE = frozenset({"ars", "prime_naissance"})
_KINDS = {
    "employed": ("wages", "employer"),
    "unemployed": ("unemployment", "france_travail"),
    "student": ("scholarship", "declared"),
}


@dataclass
class Resources:
    """Rows of the tables of the same names."""

    resources: list[Row] = field(default_factory=list)
    quotients: list[Row] = field(default_factory=list)


def resources_on(today: date, figures: Figures) -> Resources:
    """Return what every household lives on, that day, and its quotients."""
    made = Resources()
    paid = _paid_by_month(figures)
    for household in HOUSEHOLDS:
        if household.closed_on is not None:
            made.quotients.append(
                _row(household, today, None, [], 0) | {"unavailable_reason": "file_closed", "year": None}
            )
        elif household.quotient is not None:
            _add(made, household, household.quotient, today, paid[household.file_id])
    return made


def _add(made: Resources, household: Household, quotient: int, today: date, paid: Mapping[str, int]) -> None:
    first = month_of(today)
    # Nothing was paid yet in a month that has just begun: what was paid before is what the family has.
    latest = paid.get(_name(first)) or paid.get(_name(month_of(first, 1)), 0)
    half_parts = sum(part.half_parts for part in parts_of(Counted(len(household.children))))
    whole = max(0, _MONTHS * (quotient * half_parts // 2 - latest))
    for back in range(_OF_QUOTIENTS):
        month = month_of(first, back)
        incomes = _incomes(household, _in_year(whole, first.year - month.year))
        benefits = paid.get(_name(month), 0) if back else latest
        amount = quotient_of((each["amount"] for each in incomes), benefits, Counted(len(household.children)))
        made.quotients.append(_row(household, month, amount, incomes, benefits))
    year = year_that_counts(first)
    for taxed in range(year - 1, year + 2):
        if date(taxed + 1, *_TAXED_ON) <= today:
            for each in _incomes(household, _in_year(whole, year - taxed)):
                made.resources.append(
                    _resource(household, each, f"{taxed}-01", f"{taxed}-12", date(taxed + 1, *_TAXED_ON))
                    | {"source": "taxes"}
                )
    _add_months(made, household, _in_year(whole, -2), first, today)


def _add_months(made: Resources, household: Household, whole: int, first: date, today: date) -> None:
    """Add what each of the household has had each month of a year past."""
    kind, source = _KINDS.get(household.occupation, ("wages", "employer"))
    responsable = next(place.who.name for place in household.places if place.role is Role.RESPONSABLE)
    for back in range(1, _MONTHS + 1):
        month = month_of(first, back)
        told_on = month_of(month, -1) + _TOLD_AFTER
        if told_on > today:
            continue
        for each in _incomes(household, whole):
            row = _resource(
                household,
                each | {"amount": each["amount"] // _MONTHS},
                _name(month),
                _name(month),
                told_on,
            )
            made.resources.append(
                row
                | {
                    "kind": kind,
                    "source": source,
                    "declared_by": responsable if source == "declared" else None,
                }
            )


def _incomes(household: Household, whole: int) -> list[Row]:
    adults = [place.who.name for place in household.places if place.role in {Role.RESPONSABLE, Role.CONJOINT}]
    shares = _SHARES[len(adults)]
    amounts = [int(whole * share) for share in shares]
    amounts[0] += whole - sum(amounts)
    return [{"name": name, "amount": amount} for name, amount in zip(adults, amounts, strict=True)]


def _in_year(whole: int, years_before: int) -> int:
    """Return what made `whole` in the year that counts now, so many years before it."""
    for _ in range(years_before):
        whole = whole * 100 // _RISE
    for _ in range(-years_before):
        whole = whole * _RISE // 100
    return whole


def _row(household: Household, month: date, amount: int | None, incomes: list[Row], benefits: int) -> Row:
    return {
        "file_id": household.file_id,
        "month": _name(month),
        "amount": amount,
        "unavailable_reason": None,
        "year": year_that_counts(month),
        "incomes": incomes,
        "benefits": benefits,
        "children": len(household.children),
        "disabled_children": 0,
    }


def _resource(household: Household, income: Row, from_month: str, until_month: str, on: date) -> Row:
    return {
        "id": demo_id("resource", household.number, income["name"], from_month, until_month),
        "file_id": household.file_id,
        "name": income["name"],
        "kind": "wages",
        "from_month": from_month,
        "until_month": until_month,
        "amount": income["amount"],
        "source": "employer",
        "received_on": on,
        "declared_by": None,
    }


def _paid_by_month(figures: Figures) -> Mapping[UUID, Mapping[str, int]]:
    """Return the benefits that each file was paid in each month, without arrears and without what was taken back."""
    payments = {
        row["id"]: (row["file_id"], _name(row["paid_on"]))
        for row in figures.payments
        if row.get("refused_reason") is None
    }
    found: defaultdict[UUID, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    lines: Iterable[Row] = (
        line for line in figures.lines if line["kind"] == "benefit" and line["benefit"] not in _ONCE
    )
    for line in lines:
        if line["payment_id"] in payments:
            file_id, month = payments[line["payment_id"]]
            found[file_id][month] += line["amount"]
    return found


def _name(day: date) -> str:
    return f"{day:%Y-%m}"
