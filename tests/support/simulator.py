"""One engine for all tests of simulations, which run on one worker; started by the first that needs it."""

import time
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from server.settings import Settings
from server.simulation.engine import LocalEngine, engine
from server.simulation.service import warming

MONTH = "2026-10"
GROUP = pytest.mark.xdist_group("simulation")
STARTS_WITHIN_S = 180


def answering() -> Iterator[str]:
    """Yield where OpenFisca-France answers."""
    if find_spec("openfisca_france") is None:
        pytest.skip("OpenFisca-France is not installed")
    started = engine(
        Settings(database="sqlite:////nowhere", simulation_idle_seconds=3600), warming(MONTH), None
    )
    assert isinstance(started, LocalEngine)
    started.start()
    deadline = time.monotonic() + STARTS_WITHIN_S
    while (url := started.url) is None:
        assert started.state == "starting", started.state
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield url
    started.close()
