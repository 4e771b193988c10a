"""The parameters of the rules, which the simulator keeps: read once, believed only as what they are."""

from __future__ import annotations

import asyncio
import pickle
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from server.settings import Settings
from server.simulation.engine import LocalEngine, engine
from server.simulation.service import warming
from simulator.__main__ import parameters_of
from tests.support.simulator import GROUP, MONTH, STARTS_WITHIN_S

if TYPE_CHECKING:
    from server.simulation.situation import Situation


class Trap:
    """What runs something as it is read."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.mark,)


@pytest.mark.parametrize("content", [b"", b"no parameters", pickle.dumps({"a": 1})[:5]])
def test_a_broken_file_is_not_believed(tmp_path: Path, content: bytes) -> None:
    """What is cut or damaged is read anew from the rules."""
    kept = tmp_path / "parameters"
    kept.write_bytes(content)
    assert parameters_of(kept) is None
    assert parameters_of(tmp_path / "none") is None


def test_a_file_runs_nothing(tmp_path: Path) -> None:
    """A file that says to run something is refused, and nothing is run."""
    kept, mark = tmp_path / "parameters", tmp_path / "mark"
    kept.write_bytes(pickle.dumps(Trap(mark)))
    assert parameters_of(kept) is None
    assert not mark.exists()


@GROUP
async def test_kept_parameters_are_the_same_rules(tmp_path: Path, engine_url: str) -> None:
    """An engine that reads what another kept answers the same."""
    assert engine_url
    answers = [await _answer(tmp_path) for _ in range(2)]
    assert answers[0] == answers[1]
    assert list(tmp_path.glob("parameters-*"))  # noqa: ASYNC240 - a folder of one file


async def _answer(folder: Path) -> Situation:
    asked = warming(MONTH)
    started = engine(Settings(database="sqlite:////nowhere", simulation_idle_seconds=3600), asked, folder)
    assert isinstance(started, LocalEngine)
    try:
        started.start()
        deadline = time.monotonic() + STARTS_WITHIN_S
        while started.state == "starting":
            assert time.monotonic() < deadline
            await asyncio.sleep(0.05)
        return await started.calculate(asked)
    finally:
        started.close()
