"""One engine for all tests of simulations, which run on one worker; started by the first that needs it."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from server.clock import Clock
from server.rules.simulated import SimulatedHousehold, SimulatedPerson
from server.settings import Settings
from server.simulation.engine import LocalEngine, RemoteEngine, engine
from server.simulation.service import Simulations, warming

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTH = "2026-10"
_STARTS_WITHIN_S = 180


class Standing(Clock):
    """A clock that stands in October 2026."""

    def now(self) -> datetime:
        return datetime(2026, 10, 15, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def engine_url() -> Iterator[str]:
    """Yield where OpenFisca-France answers."""
    if find_spec("openfisca_france") is None:
        pytest.skip("OpenFisca-France is not installed")
    started = engine(Settings(database="", simulation_idle_seconds=3600), warming(MONTH))
    assert isinstance(started, LocalEngine)
    started.start()
    deadline = time.monotonic() + _STARTS_WITHIN_S
    while (url := started.url) is None:
        assert started.state == "starting", started.state
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield url
    started.close()


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
