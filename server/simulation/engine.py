"""The engine of simulations: OpenFisca-France, in a process that this server starts, or elsewhere.

Whatever stands behind the address speaks OpenFisca's web API. The process of one's own is started when it is first
needed, alone on the machine however many ask, and given back when nobody has asked for some minutes.
"""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
import threading
import time
from collections import deque
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Protocol

import httpx

from server.rules.simulated import SimulationStarting, SimulationUnavailable
from server.simulation.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.settings import Settings
    from server.simulation.situation import Situation

_log = logging.getLogger(__name__)

State = Literal["unavailable", "idle", "starting", "ready"]
"""Whether the engine calculates: not here, not yet, soon, now."""

_PATIENCE = httpx.Timeout(30, connect=5)
# Also on a machine that does much else: the rules are some thousand files.
_LOADED_WITHIN_SECONDS: Final = 180
# An engine that cannot start is not started at each request.
_RESTS_SECONDS: Final = 30
# Further ones are told to come again: each takes a second of a processor.
_MOST_WAITING: Final = 16


class Engine(Protocol):
    """What calculates situations."""

    @property
    def state(self) -> State:
        """Whether it calculates."""

    def start(self) -> None:
        """Begin to start, unless it runs, starts, or cannot."""

    async def calculate(self, situation: Situation, /) -> Situation:
        """Return a situation with what it asks for.

        Raises:
            SimulationUnavailable: it does not answer, or not so.
            SimulationStarting: it is being started.
        """

    def close(self) -> None:
        """End it."""


def engine(settings: Settings, warming: Situation, folder: Path | None) -> Engine:
    """Return the engine of a server.

    Args:
        settings: the server's.
        warming: a situation that is calculated first: what every calculation needs is read then.
        folder: where the processes that share an engine meet, and the engine keeps what it has read; None for none.
    """
    if settings.simulation_url:
        return RemoteEngine(settings.simulation_url)
    program = _program()
    if program is None:
        return NoEngine()
    return LocalEngine(program, warming, folder=folder, idle_seconds=settings.simulation_idle_seconds)


def _program() -> Path | None:
    """Return the file of the program that calculates; None where it or its rules are not installed."""
    # A packaged desktop application has no interpreter to start.
    if not Path(sys.executable).stem.lower().startswith("python") or find_spec("openfisca_france") is None:
        return None
    found = find_spec("simulator")
    folders = found.submodule_search_locations if found else None
    return Path(next(iter(folders))) / "__main__.py" if folders else None


class NoEngine:
    """The engine where none is installed."""

    state: State = "unavailable"

    def start(self) -> None:
        """Do nothing."""

    async def calculate(self, _: Situation, /) -> Situation:
        """Refuse."""
        raise SimulationUnavailable

    def close(self) -> None:
        """Do nothing."""


class RemoteEngine:
    """An engine that runs elsewhere, always.

    Args:
        url: of its web API, without `/calculate`.
    """

    state: State = "ready"

    def __init__(self, url: str) -> None:
        self._calls = _Calls(url)

    def start(self) -> None:
        """Do nothing."""

    async def calculate(self, situation: Situation, /) -> Situation:
        """Have it calculate."""
        try:
            return await self._calls.calculate(situation)
        except httpx.HTTPError as error:
            raise SimulationUnavailable from error

    def close(self) -> None:
        """Do nothing."""


class LocalEngine:
    """An engine in a process of its own: of this server, or of another that meets it.

    Args:
        program: the file of the program that calculates.
        warming: a situation that is calculated first.
        folder: where the servers that share an engine meet; None for an engine that is shared with none.
        idle_seconds: how long nobody asks until it is given back.
    """

    def __init__(
        self, program: Path, warming: Situation, *, folder: Path | None, idle_seconds: float
    ) -> None:
        self._program = program
        self._warming = warming
        self._folder = folder
        self._meeting = Meeting(folder)
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._calls: _Calls | None = None
        self._theirs: _Calls | None = None
        self._closed = False
        self._waiting = 0
        self._rests_until = 0.0
        self._deadly: deque[bytes] = deque(maxlen=_MOST_WAITING)

    @property
    def state(self) -> State:
        """Whether it calculates."""
        with self._lock:
            if self._closed or time.monotonic() < self._rests_until:
                return "unavailable"
            if self._process is not None:
                return "ready" if self._calls else "starting"
            if self._meeting.is_taken():
                return "ready" if self._meeting.told() else "starting"
            return "idle"

    @property
    def url(self) -> str | None:
        """Where it answers; None where it does not yet."""
        return self._calls.url if self._calls else None

    @property
    def process_id(self) -> int | None:
        """The process of this server that calculates; None where none runs."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Begin to start, unless it runs, starts, or cannot."""
        with self._lock:
            self._meeting.ask()
            resting = time.monotonic() < self._rests_until
            if self._process is None and not self._closed and not resting and self._meeting.take():
                self._begin()

    async def calculate(self, situation: Situation, /) -> Situation:
        """Have it calculate; start it where it does not run."""
        # In a thread: to start a process takes a moment, in which nobody else would be answered.
        await asyncio.to_thread(self.start)
        calls = self._answering()
        if calls is None:
            raise SimulationUnavailable if self.state == "unavailable" else SimulationStarting
        if self._waiting >= _MOST_WAITING:
            raise SimulationStarting
        with self._in_use():
            try:
                return await calls.calculate(situation)
            except httpx.HTTPStatusError as error:
                raise SimulationUnavailable from error
            except httpx.HTTPError as error:
                # It died, and is started again by who watches it; or it is stuck, and is made to.
                self._kill(calls)
                if self._was_deadly(situation):
                    raise SimulationUnavailable from error
                raise SimulationStarting from error

    def close(self) -> None:
        """End it, for good."""
        with self._lock:
            self._closed, self._calls = True, None
            process = self._process
        if process is not None:
            process.kill()
            process.wait()
        self._meeting.leave()

    def _answering(self) -> _Calls | None:
        """Return the calls to the engine that answers, whose ever it is; None where none does."""
        with self._lock:
            if self._process is not None or self._closed:
                return self._calls
            url = self._meeting.told()
            if url is None:
                return None
            if self._theirs is None or self._theirs.url != url:
                self._theirs = _Calls(url)
            return self._theirs

    def _was_deadly(self, situation: Situation) -> bool:
        """Return whether the engine had died of a situation before: each is tried once more, and not for ever."""
        which = sha256(json.dumps(situation, sort_keys=True).encode()).digest()
        if which in self._deadly:
            self._deadly.remove(which)
            return True
        self._deadly.append(which)
        return False

    def _begin(self) -> None:
        process = subprocess.Popen(  # noqa: S603 - this interpreter, and a file of ours
            # -P: nothing is imported from the folder where it is started, nor from its own.
            [sys.executable, "-P", str(self._program), *([str(self._folder)] if self._folder else [])],
            stdin=subprocess.PIPE,  # it ends with this pipe, and so with this process
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # its output may repeat what was asked
        )
        self._process = process
        threading.Thread(target=self._watch, args=(process,), name="simulation", daemon=True).start()

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until the process answers; then until it ends, or has been idle long enough."""
        began = time.monotonic()
        answered = self._has_answered(process)
        if answered:
            _log.info("the engine of simulations answers after %.0f s", time.monotonic() - began)
            self._wait_until_idle(process)
        by_itself = process.poll() is not None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        with self._lock:
            self._process, self._calls = None, None
            if answered and by_itself and not self._closed:
                _log.warning("the engine of simulations died: it is started again")
                self._meeting.tell("")
                self._begin()
                return
            self._meeting.leave()
            if not answered and not self._closed:
                _log.error("the engine of simulations does not start")
                self._rests_until = time.monotonic() + _RESTS_SECONDS

    def _has_answered(self, process: subprocess.Popen[bytes]) -> bool:
        stuck = threading.Timer(_LOADED_WITHIN_SECONDS, process.kill)
        stuck.daemon = True
        stuck.start()
        try:
            port = int(process.stdout.readline() if process.stdout else b"")
            url = f"http://127.0.0.1:{port}"
            with httpx.Client(trust_env=False, timeout=_LOADED_WITHIN_SECONDS) as http:
                http.post(f"{url}/calculate", json=self._warming).raise_for_status()
        except (ValueError, OSError, httpx.HTTPError):
            return False
        finally:
            stuck.cancel()
        with self._lock:
            self._calls = None if self._closed else _Calls(url)
            self._meeting.ask()
            self._meeting.tell(url)
        return True

    def _wait_until_idle(self, process: subprocess.Popen[bytes]) -> None:
        while (left := self._idle_seconds - self._meeting.idle_seconds()) > 0 or self._waiting:
            try:
                process.wait(max(left, 1))
            except subprocess.TimeoutExpired:
                continue
            return

    def _kill(self, calls: _Calls) -> None:
        with self._lock:
            if self._calls is calls and self._process:
                self._calls = None
                self._process.kill()

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
            self._meeting.ask()


class _Calls:
    """Calls to a web API."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._http: httpx.AsyncClient | None = None

    async def calculate(self, situation: Situation, /) -> Situation:
        if self._http is None:
            # Proxies of the environment are for what lies beyond this machine.
            self._http = httpx.AsyncClient(timeout=_PATIENCE, trust_env="//127.0.0.1:" not in self.url)
        answer = await self._http.post(f"{self.url}/calculate", json=situation)
        try:
            calculated = answer.raise_for_status().json()
        except ValueError as error:
            raise httpx.DecodingError("no JSON", request=answer.request) from error
        if not isinstance(calculated, dict):
            raise httpx.DecodingError("no situation", request=answer.request)
        return calculated
