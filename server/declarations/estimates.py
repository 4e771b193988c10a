"""What a declaration would change, estimated before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol, cast

from server.declarations.rules import DECLARED_FOR, QUARTER, Quarter
from server.people.doors import Role
from server.rules.simulated import Income, SimulatedHousehold, SimulatedPerson, Simulating

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
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
_ASSUMED_AGE: Final = 10
_ESTIMATED: Final = tuple(each for each in DECLARED_FOR if each != "aah")


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
        amounts: what each benefit comes to now.
        left_out: kinds of income that were declared and are not counted.
        assumed_children: how many are counted whose dates of birth the fund does not know.
    """

    household: SimulatedHousehold
    amounts: Mapping[str, int]
    left_out: tuple[IncomeKind, ...]
    assumed_children: int


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
        found = list(incomes)
        people = {str(each.id): _person(each, quarter, found) for each in members if each.birth_date}
        adults = [each for each in members if each.role in {Role.RESPONSABLE, Role.CONJOINT}]
        children = [people[str(each.id)] for each in members if each not in adults and str(each.id) in people]
        file = members[0].file
        assumed = max(0, file.children_count - len(children))
        somebody = SimulatedPerson(birth_date=date(int(quarter.first[:4]) - _ASSUMED_AGE, 1, 1))
        left_out = {each["kind"] for each in found if each["amount"] and each["kind"] not in _COUNTED}
        return Basis(
            SimulatedHousehold(
                adults=tuple(people[str(each.id)] for each in adults if str(each.id) in people),
                children=(*children, *[somebody] * assumed),
            ),
            self._rights.amounts(transaction, file.id),
            tuple(sorted(left_out)),
            assumed,
        )

    async def changes(self, basis: Basis, quarter: Quarter) -> list[Change]:
        """Return what each benefit of the household would come to in the months that follow.

        Raises:
            SimulationUnavailable, SimulationStarting: nothing can be estimated now.
        """
        asked = cast("Sequence[Benefit]", [each for each in _ESTIMATED if each in basis.amounts])
        # Of three months a benefit is computed in the month after them, and paid from the next.
        found = await self._simulating.estimates(basis.household, asked, [quarter.computed_in])
        return [Change(each.benefit, basis.amounts[each.benefit], each.amount) for each in found]


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
