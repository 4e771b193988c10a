"""What a declaration would change, estimated before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, Protocol, cast

from server.declarations.rules import DECLARED_FOR, QUARTER, Quarter
from server.people.doors import Role
from server.rules.simulated import Income, SimulatedHousehold, SimulatedPerson, Simulating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Any, Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.declarations.rules import IncomeKind
    from server.people.tables import Member
    from server.rules.simulated import Benefit
    from server.services import Services

_COUNTED: Final[Mapping[IncomeKind, Income]] = {
    "wages": "salary",
    "unemployment": "unemployment",
    "sickness": "sick_pay",
    "parental_leave": "sick_pay",
    "pension": "retirement",
    "alimony": "alimony",
}
"""What a calculation knows of each kind of income; the others it does not know."""
_ADULTS: Final = frozenset({Role.RESPONSABLE, Role.CONJOINT})
_NOT_CALCULATED: Final = frozenset({"aah"})

WhyNot = Literal["not_calculated", "adult_birth_date", "child_birth_date"]
"""Why a benefit is not estimated: it is not calculated here, or the fund does not know when somebody was born."""

Supposition = Literal["housing", "other_benefits", "other_months", "birth_day", "kinds"]
"""What an estimate takes for granted.

That housing changes nothing; that other benefits are those that the rules give now; that the months before
and after the three were like them; that somebody was born on the first of a month or year; that parental leave is
daily allowances, and a pension a retirement pension.
"""


class DeclaredRights(Protocol):
    """The rights that follow a declaration, as an estimate needs them."""

    def amounts(self, transaction: Transaction, file_id: UUID) -> Mapping[str, int]:
        """Return the cents a month of each benefit to which a file is entitled now, by code."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a benefit would come to a month, in cents, and what it comes to now."""

    benefit: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What an estimate is made of.

    Attributes:
        household: as it is simulated.
        amounts: what each benefit that follows a declaration comes to now.
        not_estimated: which of these are not estimated, and why.
        left_out: kinds of income that were declared and are not counted.
        suppositions: what is taken for granted.
    """

    household: SimulatedHousehold
    amounts: Mapping[str, int]
    not_estimated: Mapping[str, WhyNot]
    left_out: tuple[IncomeKind, ...]
    suppositions: tuple[Supposition, ...]


class Estimates:
    """The service of estimates."""

    def __init__(self, simulating: Simulating, rights: DeclaredRights) -> None:
        self._simulating = simulating
        self._rights = rights

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Simulating], services[DeclaredRights])

    def warm(self) -> None:
        """Make ready, for somebody who begins to declare."""
        self._simulating.warm()

    def basis(
        self,
        transaction: Transaction,
        members: Sequence[Member],
        quarter: Quarter,
        incomes: Iterable[Mapping[str, Any]],
    ) -> Basis:
        """Return what an estimate of a quarter is made of.

        Args:
            transaction: where the rights are read.
            members: all of the file, the responsable first.
            quarter: what is declared.
            incomes: of it, as they are kept.
        """
        declared = [each for each in incomes if each["amount"]]
        file = members[0].file
        known = [each for each in members if each.birth_date]
        adults = [each for each in known if each.role in _ADULTS]
        children = [each for each in known if each.role not in _ADULTS]
        unknown: WhyNot | None = None
        if len(adults) < sum(each.role in _ADULTS for each in members):
            unknown = "adult_birth_date"
        elif len(children) < file.children_count:
            unknown = "child_birth_date"
        rights = self._rights.amounts(transaction, file.id)
        amounts = {each: rights[each] for each in DECLARED_FOR if each in rights}
        why = {each: "not_calculated" if each in _NOT_CALCULATED else unknown for each in amounts}
        kinds = {each["kind"] for each in declared}
        return Basis(
            household=SimulatedHousehold(
                adults=tuple(_person(each, quarter, declared) for each in adults),
                children=tuple(_person(each, quarter, declared) for each in children),
            ),
            amounts=amounts,
            not_estimated={each: reason for each, reason in why.items() if reason is not None},
            left_out=tuple(sorted(kinds - _COUNTED.keys())),
            suppositions=tuple(_suppositions(known, kinds)),
        )

    async def changes(self, basis: Basis, quarter: Quarter) -> list[Change]:
        """Return what each benefit of the household would come to in the months that follow.

        Raises:
            SimulationUnavailable, SimulationStarting: nothing can be estimated now.
        """
        asked = cast("Sequence[Benefit]", [each for each in basis.amounts if each not in basis.not_estimated])
        if not asked:
            return []
        # Of three months a benefit is computed in the month after them, and paid from the next.
        found = await self._simulating.estimates(basis.household, asked, [quarter.computed_in])
        return [Change(each.benefit, basis.amounts[each.benefit], each.amount) for each in found]


def _suppositions(members: Sequence[Member], kinds: AbstractSet[IncomeKind]) -> Iterator[Supposition]:
    yield from ("housing", "other_benefits", "other_months")
    if any("00" in (each.birth_date or "").split("-") for each in members):
        yield "birth_day"
    if kinds & {"parental_leave", "pension"}:
        yield "kinds"


def _person(member: Member, quarter: Quarter, incomes: Sequence[Mapping[str, Any]]) -> SimulatedPerson:
    by_month: dict[str, dict[Income, int]] = {month: {} for month in quarter.months}
    for each in incomes:
        kind = _COUNTED.get(each["kind"])
        if each["member_id"] == str(member.id) and kind is not None:
            amounts = by_month[each["month"]]
            amounts[kind] = amounts.get(kind, 0) + each["amount"]
    mean = {
        kind: sum(amounts.get(kind, 0) for amounts in by_month.values()) // QUARTER
        for kind in {kind for amounts in by_month.values() for kind in amounts}
    }
    return SimulatedPerson(birth_date=_day(member.birth_date or ""), incomes=mean, incomes_of=by_month)


def _day(birth_date: str) -> date:
    """Return a date of birth; what is unknown of it is taken for the first."""
    year, month, day = (int(part) for part in birth_date.split("-"))
    return date(year, month or 1, day or 1)
