"""The process of the engine: one, when it is needed, and started again where it dies."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from server.rules.simulated import SimulationStarting, SimulationUnavailable
from server.simulation.engine import LocalEngine, NoEngine, RemoteEngine
from tests.server.conftest import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

PRETENDER = Path(__file__).with_name("pretender.py")
LONG = 3600.0


@contextmanager
def pretending(
    program: Path = PRETENDER, *, folder: Path | None = None, idle_seconds: float = LONG
) -> Iterator[LocalEngine]:
    engine = LocalEngine(program, {}, folder=folder, idle_seconds=idle_seconds)
    try:
        yield engine
    finally:
        engine.close()


def ready(engine: LocalEngine) -> None:
    engine.start()
    wait_until(lambda: engine.state == "ready")


async def test_one_process_however_many_ask() -> None:
    """Nothing runs until it is needed; then one process does, for all who ask."""
    with pretending() as engine:
        assert (engine.state, engine.process_id) == ("idle", None)
        for _ in range(20):
            with pytest.raises(SimulationStarting):
                await engine.calculate({})
        assert engine.state == "starting"
        wait_until(lambda: engine.state == "ready")
        found = await asyncio.gather(*(engine.calculate({}) for _ in range(10)))
        assert {each["pid"] for each in found} == {engine.process_id}


async def test_it_is_started_again_where_it_dies() -> None:
    """Who asked as it died is told to ask again, and is answered by another process."""
    with pretending() as engine:
        ready(engine)
        first = engine.process_id
        with pytest.raises(SimulationStarting):
            await engine.calculate({"die": True})
        wait_until(lambda: engine.state == "ready" and engine.process_id != first)
        assert (await engine.calculate({}))["pid"] == engine.process_id
        # Killed while nobody asks, it is back before somebody does.
        assert engine.process_id is not None
        second = engine.process_id
        psutil.Process(second).kill()
        wait_until(lambda: engine.state == "ready" and engine.process_id != second)


async def test_what_it_dies_of_is_tried_once_more() -> None:
    """A situation of which the engine dies twice is refused: it takes the engine from nobody for ever."""
    with pretending() as engine:
        ready(engine)
        with pytest.raises(SimulationStarting):
            await engine.calculate({"die": True})
        wait_until(lambda: engine.state == "ready")
        with pytest.raises(SimulationUnavailable):
            await engine.calculate({"die": True})
        wait_until(lambda: engine.state == "ready")
        assert (await engine.calculate({}))["pid"] == engine.process_id


async def test_one_engine_for_all_servers_of_a_machine(tmp_path: Path) -> None:
    """Who comes second starts none, and is answered by the first's; when that one ends, the second has its own."""
    with pretending(folder=tmp_path) as second:
        with pretending(folder=tmp_path) as first:
            first.start()
            wait_until(lambda: first.process_id is not None)
            with pytest.raises(SimulationStarting):
                await second.calculate({})
            wait_until(lambda: first.state == "ready")
            assert second.state == "ready"
            assert (await second.calculate({}))["pid"] == first.process_id
            assert second.process_id is None
        assert second.state == "idle"
        with pytest.raises(SimulationStarting):
            await second.calculate({})
        wait_until(lambda: second.state == "ready")
        assert (await second.calculate({}))["pid"] == second.process_id


def test_it_is_not_given_back_while_another_server_asks(tmp_path: Path) -> None:
    """Whoever asks, the one who runs it hears of it; then it is given back, and nobody is told where it was."""
    with pretending(folder=tmp_path, idle_seconds=0.5) as first, pretending(folder=tmp_path) as second:
        first.start()
        wait_until(lambda: first.state == "ready")
        process = first.process_id
        deadline = time.monotonic() + 1
        while time.monotonic() < deadline:
            second.start()
            assert first.process_id == process
        wait_until(lambda: first.state == "idle" and second.state == "idle")


async def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Where servers cannot meet each has its own."""
    nowhere = tmp_path / "file"
    nowhere.write_text("")
    with pretending(folder=nowhere / "folder") as engine:
        ready(engine)
        assert (await engine.calculate({}))["pid"] == engine.process_id


async def test_a_refusal_is_no_death() -> None:
    """An engine that cannot calculate a situation goes on with the next."""
    with pretending() as engine:
        ready(engine)
        first = engine.process_id
        with pytest.raises(SimulationUnavailable):
            await engine.calculate({"refuse": True})
        assert (await engine.calculate({}))["pid"] == first


def test_it_is_given_back_when_idle() -> None:
    """After some time without a question there is no process, and the next question starts one."""
    with pretending(idle_seconds=0.1) as engine:
        engine.start()
        wait_until(lambda: engine.state == "idle" and engine.process_id is None)
        engine.start()
        assert engine.state == "starting"


def test_one_that_cannot_start_is_not_tried_at_each_question(tmp_path: Path) -> None:
    """An engine that ends before it answers is unavailable for a while."""
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(1)")
    with pretending(broken) as engine:
        engine.start()
        wait_until(lambda: engine.state == "unavailable")
        engine.start()
        assert engine.process_id is None


async def test_once_closed_it_stays_closed() -> None:
    """A server that ends leaves no process behind."""
    with pretending() as engine:
        ready(engine)
        process = psutil.Process(engine.process_id)
        engine.close()
        wait_until(lambda: not process.is_running())
        with pytest.raises(SimulationUnavailable):
            await engine.calculate({})


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    """A server that is killed takes the engine with it."""
    script = tmp_path / "parent.py"
    script.write_text(
        "import sys, time; from pathlib import Path\n"
        "from server.simulation.engine import LocalEngine\n"
        "engine = LocalEngine(Path(sys.argv[1]), {}, folder=None, idle_seconds=3600); engine.start()\n"
        "while engine.state != 'ready': time.sleep(0.02)\n"
        "print(engine.process_id, flush=True); time.sleep(600)\n"
    )
    root = Path(__file__).parents[3]
    parent = subprocess.Popen(
        [sys.executable, str(script), str(PRETENDER)],
        env={"PYTHONPATH": str(root), "PATH": ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout
    engine = psutil.Process(int(parent.stdout.readline()))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    wait_until(lambda: not engine.is_running() or engine.status() == psutil.STATUS_ZOMBIE)
    parent.stdout.close()


async def test_one_that_runs_elsewhere() -> None:
    """A server that names an engine starts none; where that one is away it says so."""
    with pretending() as local:
        ready(local)
        assert local.url
        remote = RemoteEngine(local.url + "/")
        assert (await remote.calculate({}))["pid"] == local.process_id
    with pytest.raises(SimulationUnavailable):
        await remote.calculate({})


async def test_none_at_all() -> None:
    """Where no engine is installed nothing is promised."""
    engine = NoEngine()
    engine.start()
    assert engine.state == "unavailable"
    with pytest.raises(SimulationUnavailable):
        await engine.calculate({})
