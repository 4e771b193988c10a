"""Simulations: estimates of benefits, why there is none, and how each changes with the salary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

from server.clock import Clock
from server.db import Store
from server.rules.simulated import Estimate, SimulatedHousehold, SimulatedPerson, SimulationUnavailable
from server.settings import Settings, data_folder
from server.simulation.engine import Engine, engine
from server.simulation.rules import SLIDER
from server.simulation.situation import YEARLY, found, situation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from server.rules.simulated import Benefit, Income
    from server.services import Services
    from server.simulation.engine import State
    from server.simulation.situation import Situation

_PARIS: Final = ZoneInfo("Europe/Paris")

Reason = Literal[
    "income_too_high",
    "earned_too_little",
    "too_few_children",
    "too_few_children_over_3",
    "no_child_under_3",
    "no_pupil",
    "no_child",
    "in_couple",
    "supported",
    "owns_home",
    "lodged_free",
    "no_rent",
    "no_incapacity",
    "too_young",
    "conditions_unmet",
]
"""Why nothing would be paid."""

_STRUCTURAL: Final[dict[Benefit, Reason]] = {
    "af": "too_few_children",
    "cf": "too_few_children_over_3",
    "paje_base": "no_child_under_3",
    "ars": "no_pupil",
}
_YOUNG: Final = 25


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why nothing would be paid.

    Attributes:
        reason: a reason that the calculation shows.
        salary: the net salary of the household up to which, or from which, something would be; None where no salary
            changes it.
    """

    reason: Reason
    salary: int | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """An estimate with, where it is nothing, the reason, and the amounts for each salary of the slider."""

    benefit: Benefit
    amount: int
    yearly: bool
    why_not: WhyNot | None
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """What was found for a month (YYYY-MM), whose rules were applied."""

    month: str
    benefits: tuple[Explained, ...]


class Simulations:
    """The service of simulations."""

    def __init__(self, *, clock: Clock, engine: Engine) -> None:
        self._clock = clock
        self._engine = engine

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        clock = services[Clock]
        file = services[Store].file
        folder = (file.parent if file else data_folder()) / "simulation"
        running = engine(services[Settings], warming(_month(clock)), folder)
        services.on_close(running.close)
        return cls(clock=clock, engine=running)

    @property
    def state(self) -> State:
        """Whether the engine calculates."""
        return self._engine.state

    @property
    def month(self) -> str:
        """The month that is simulated, YYYY-MM."""
        return _month(self._clock)

    @property
    def today(self) -> date:
        """The day in France."""
        return self._clock.now().astimezone(_PARIS).date()

    def warm(self) -> None:
        """Have the engine start, for somebody who will ask it soon."""
        self._engine.start()

    async def simulate(self, household: SimulatedHousehold, benefits: Sequence[Benefit]) -> Simulation:
        """Estimate benefits for the current month, for the household and for each salary, by one calculation.

        Raises:
            SimulationUnavailable: nothing can be estimated here.
            SimulationStarting: the engine is starting.
        """
        month = self.month
        households = [household, _without_income(household), *(_earning(household, each) for each in SLIDER)]
        amounts = await self._calculated(households, benefits, [month])
        explained = []
        for benefit in benefits:
            amount, bare, *curve = (each[benefit, month] for each in amounts)
            why_not = None if amount else _why_not(household, benefit, bare, curve, month)
            explained.append(Explained(benefit, amount, benefit in YEARLY, why_not, tuple(curve)))
        return Simulation(month, tuple(explained))

    async def estimates(
        self, household: SimulatedHousehold, benefits: Sequence[Benefit], months: Sequence[str]
    ) -> tuple[Estimate, ...]:
        """Return an estimate of each benefit for each month, by one calculation.

        Raises:
            SimulationUnavailable: nothing can be estimated here.
            SimulationStarting: the engine is starting.
        """
        (amounts,) = await self._calculated([household], benefits, months)
        return tuple(Estimate(benefit, month, amount) for (benefit, month), amount in amounts.items())

    async def _calculated(
        self, households: Sequence[SimulatedHousehold], benefits: Sequence[Benefit], months: Sequence[str]
    ) -> list[dict[tuple[Benefit, str], int]]:
        calculated = await self._engine.calculate(situation(households, benefits, months))
        try:
            return [
                {
                    (benefit, month): found(calculated, number, household, benefit, month)
                    for benefit in benefits
                    for month in months
                }
                for number, household in enumerate(households)
            ]
        except (LookupError, TypeError, ValueError) as error:
            raise SimulationUnavailable from error


def _month(clock: Clock) -> str:
    return f"{clock.now().astimezone(_PARIS):%Y-%m}"


def warming(month: str) -> Situation:
    """Return a situation that reads all that others need: a family of whom everything is asked."""
    year = int(month[:4])
    household = SimulatedHousehold(
        adults=(
            SimulatedPerson(birth_date=date(year - 40, 1, 1), incomes={"salary": 150_000}),
            SimulatedPerson(birth_date=date(year - 38, 1, 1)),
        ),
        children=tuple(SimulatedPerson(birth_date=date(year - age, 1, 1)) for age in (1, 7, 12)),
        housing="rent",
        rent=60_000,
        commune="35238",
    )
    return situation(
        [household], ("af", "cf", "paje_base", "ars", "asf", "apl", "prime_activite", "rsa"), [month]
    )


def _salaries(household: SimulatedHousehold) -> list[int]:
    return [person.incomes.get("salary", 0) for person in household.adults]


def _earning(household: SimulatedHousehold, salary: int) -> SimulatedHousehold:
    """Return the household with that salary, shared out as theirs is; the first has all of it where there is none."""
    salaries = _salaries(household)
    total = sum(salaries)
    shares = [each / total for each in salaries] if total else [1.0, *[0.0] * (len(salaries) - 1)]
    adults = tuple(
        replace(person, incomes={**person.incomes, "salary": round(salary * share)})
        for person, share in zip(household.adults, shares, strict=True)
    )
    return replace(household, adults=adults)


def _without_income(household: SimulatedHousehold) -> SimulatedHousehold:
    nothing: dict[Income, int] = {}
    return replace(
        household, adults=tuple(replace(each, incomes=nothing) for each in household.adults), past_income=None
    )


def _why_not(
    household: SimulatedHousehold, benefit: Benefit, bare: int, curve: Sequence[int], month: str
) -> WhyNot:
    """Return what keeps a benefit from being paid, as other salaries and no income at all show it."""
    paid = [salary for salary, amount in zip(SLIDER, curve, strict=True) if amount]
    now = sum(_salaries(household))
    if paid and max(paid) < now:
        return WhyNot("income_too_high", max(paid))
    if paid and min(paid) > now:
        return WhyNot("earned_too_little", min(paid))
    if bare or paid:
        return WhyNot("income_too_high")
    return WhyNot(_structural(household, benefit, int(month[:4])))


def _structural(household: SimulatedHousehold, benefit: Benefit, year: int) -> Reason:
    if benefit in _STRUCTURAL:
        return _STRUCTURAL[benefit]
    reasons: dict[Benefit, tuple[tuple[Reason, bool], ...]] = {
        "asf": (
            ("in_couple", len(household.adults) > 1),
            ("no_child", not household.children),
            ("supported", any(person.incomes.get("alimony") for person in household.adults)),
        ),
        "apl": (
            ("owns_home", household.housing == "owner"),
            ("lodged_free", household.housing == "free"),
            ("no_rent", not household.rent),
        ),
        "rsa": (
            (
                "too_young",
                not household.children
                and all(year - each.birth_date.year <= _YOUNG for each in household.adults),
            ),
        ),
        "aah": (("no_incapacity", not any(person.incapacity for person in household.adults)),),
    }
    return next((reason for reason, holds in reasons.get(benefit, ()) if holds), "conditions_unmet")
