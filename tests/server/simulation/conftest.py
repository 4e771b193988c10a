"""The service of simulations, and households to simulate."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from server.clock import Clock
from server.rules.simulated import SimulatedHousehold, SimulatedPerson
from server.simulation.engine import RemoteEngine
from server.simulation.service import Simulations


class Standing(Clock):
    """A clock that stands in October 2026."""

    def now(self) -> datetime:
        return datetime(2026, 10, 15, 9, tzinfo=UTC)


@pytest.fixture
def simulations(engine_url: str) -> Simulations:
    """Return the service, whose calls belong to the loop of the test."""
    return Simulations(clock=Standing(), engine=RemoteEngine(engine_url))


def person(born: str, *, salary: int = 0, incapacity: int = 0) -> SimulatedPerson:
    """Return a person; the salary is in euros a month."""
    return SimulatedPerson(
        birth_date=date.fromisoformat(born),
        incomes={"salary": salary * 100} if salary else {},
        incapacity=incapacity,
    )


RENNES = SimulatedHousehold(
    adults=(person("1988-03-01", salary=1500), person("1990-05-01", salary=800)),
    children=(person("2016-05-01"), person("2019-05-01")),
    housing="owner",
    commune="35238",
)
"""The couple that is known: two children, 1,500 € and 800 € net, in Rennes."""
