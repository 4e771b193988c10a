"""What a simulation is asked about, and what it finds. Money is integer cents; months are YYYY-MM."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

Income = Literal["salary", "unemployment", "sick_pay", "retirement", "disability_pension", "alimony"]
"""A kind of income of a person: net amounts."""

Housing = Literal["rent", "furnished", "social", "owner", "free"]
"""How a household is housed: in a rented, furnished or social dwelling, in its own, or for nothing."""

Benefit = Literal["af", "cf", "paje_base", "ars", "asf", "apl", "prime_activite", "rsa", "aah"]
"""A benefit that can be estimated, under its code of the catalogue; `apl` stands for any housing benefit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedPerson:
    """A person of a simulated household.

    Attributes:
        birth_date: their date of birth.
        incomes: what they receive each month.
        incomes_of: what they received in a month that differed, in place of `incomes`.
        incapacity: recognised rate of incapacity, in percent; 0 for none.
    """

    birth_date: date
    incomes: Mapping[Income, int] = field(default_factory=dict)
    incomes_of: Mapping[str, Mapping[Income, int]] = field(default_factory=dict)
    incapacity: int = 0

    def income(self, kind: Income, month: str) -> int:
        """Return what they receive of a kind in a month."""
        return self.incomes_of.get(month, self.incomes).get(kind, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedHousehold:
    """A household to simulate.

    Attributes:
        adults: the person who asks, then their partner if they live as a couple.
        children: children in their charge.
        housing: how they are housed; None where it does not matter.
        rent: what they pay each month, without charges; an owner, of a loan.
        commune: INSEE code of the municipality; None for somewhere in metropolitan France.
        past_income: taxable income of the household two years ago, for the whole year; None for the same as now.
    """

    adults: tuple[SimulatedPerson, ...]
    children: tuple[SimulatedPerson, ...] = ()
    housing: Housing | None = None
    rent: int = 0
    commune: str | None = None
    past_income: int | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a benefit would be for a month; `ars`, which is paid once a year, for the year of that month."""

    benefit: Benefit
    month: str
    amount: int


class SimulationUnavailable(Exception):
    """Nothing can be estimated here: the engine is not installed, or does not answer."""


class SimulationStarting(Exception):
    """The engine is starting: it may be asked again in some seconds."""


class Simulating(Protocol):
    """What can estimate benefits."""

    def warm(self) -> None:
        """Make ready, for somebody who will ask soon."""

    async def estimates(
        self, household: SimulatedHousehold, benefits: Sequence[Benefit], months: Sequence[str]
    ) -> tuple[Estimate, ...]:
        """Return an estimate of each benefit for each month, by one calculation.

        Raises:
            SimulationUnavailable: nothing can be estimated here.
            SimulationStarting: the engine is starting.
        """
