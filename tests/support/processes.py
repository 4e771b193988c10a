"""The program as it really runs: a reference server and a host for browsers, each a process of its own."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

import httpx

from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
_START_WITHIN = 60
"""Seconds, far beyond what a slow machine needs."""


class Process:
    """A server that answers /health.

    Attributes:
        url: where it answers.
        log: file that holds all it ever wrote.
    """

    def __init__(self, arguments: list[str], port: int, log: Path, environment: Mapping[str, str]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.log = log
        self._command = [sys.executable, *arguments, "--port", str(port)]
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self._environment = inherited | {"TZ": "Europe/Paris", "PYTHONUNBUFFERED": "1", **environment}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start, unless it runs, and wait until it answers."""
        if self._process is not None:
            return self
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=output, stderr=subprocess.STDOUT
            )
        give_up = time.monotonic() + _START_WITHIN
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > give_up:
                raise AssertionError(f"did not start:\n{self.log.read_text()}")
            time.sleep(0.05)
        return self

    @property
    def pid(self) -> int | None:
        """Its process, while it runs."""
        return self._process.pid if self._process else None

    def stop(self) -> None:
        """Stop, as an operator stops it."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """Stop at once, as a crash does (kill -9)."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health", timeout=5, verify=PLAIN).is_success
        except httpx.TransportError:
            return False


class Api(Process):
    """The reference server, with its demonstration."""

    def __init__(self, folder: Path, *, run: Sequence[str] = (), **environment: str) -> None:
        arguments = [*run, "-m", "server", "--demo", "--database", f"sqlite:///{folder / 'server.sqlite3'}"]
        # What a password costs to check is not what is looked at here.
        settings = {"MON_COMPTE_DEMO_LIGHT_PASSWORDS": "1"} | environment
        super().__init__(arguments, free_port(), folder / "server.log", settings)
        self._database = folder / "server.sqlite3"

    def write(self, statement: str, *values: object) -> None:
        """Change its database beside it, as a fund does; `reset` puts the demonstration's rows back."""
        with closing(sqlite3.connect(self._database, timeout=30)) as connection, connection:
            connection.execute("PRAGMA foreign_keys = ON")
            assert connection.execute(statement, values).rowcount

    def revoke(self, code: str) -> None:
        """Have a paper count no more."""
        command = [sys.executable, "-m", "server", "admin", "--demo", "--database"]
        url = f"sqlite:///{self._database}"
        subprocess.run([*command, url, "revoke-document", code], check=True, capture_output=True)

    def reset(self) -> None:
        """Put everything back as at the first start."""
        self._post("reset")

    def advance(self, seconds: int) -> None:
        """Move the demonstration's clock on."""
        self._post("clock", advance_seconds=seconds)

    def fail(self, path: str, status: int | None = None, *, latency_ms: int = 0, times: int = 1) -> None:
        """Fail, or only slow down, the next calls whose path starts so."""
        self._post("faults", path=path, status=status, latency_ms=latency_ms, times=times)

    def check(self, verdict: str) -> None:
        """Have the register of identity documents answer, for every one that waits for it."""
        self._post("checks", verdict=verdict)

    def settle_upload(self, upload_id: str, state: str, reason: str) -> None:
        """Have the fund accept or refuse a document that was sent."""
        self._post(f"uploads/{upload_id}", state=state, reason=reason)

    def answer_thread(self, thread_id: str, text: str, *, html: bool = False) -> None:
        """Write in a thread, as the fund would."""
        self._post(f"messages/{thread_id}", text=text, html=html)

    def move_request(self, request_id: str, state: str, **more: str) -> None:
        """Have the fund move a request."""
        self._post(f"requests/{request_id}", state=state, **more)

    def publish(self, form: dict[str, Any]) -> None:
        """Publish a form, or a newer version of one."""
        self._post("questionnaires", **form)

    def messages(self) -> list[dict[str, Any]]:
        """Return what was sent, the newest first."""
        answer = httpx.get(f"{self.url}/demo/messages", verify=PLAIN, timeout=PATIENCE_S)
        sent: list[dict[str, Any]] = answer.raise_for_status().json()
        return sent

    def last_code(self) -> str:
        """Return the code that was sent last."""
        return str(next(message["code"] for message in self.messages() if message["code"]))

    def _post(self, what: str, **body: Any) -> None:
        httpx.post(f"{self.url}/demo/{what}", json=body, verify=PLAIN, timeout=PATIENCE_S).raise_for_status()


class Web(Process):
    """The program, served to browsers."""

    SCRIPT: ClassVar[str] = "main.py"

    def __init__(self, folder: Path, api_url: str, *, run: Sequence[str] = (), **environment: str) -> None:
        arguments = [
            *run,
            self.SCRIPT,
            "--web",
            "--data-dir",
            str(folder),
            "--log-level",
            "info",
            "--api-url",
            api_url,
        ]
        super().__init__(arguments, free_port(), folder / "web.log", environment)


@dataclass(frozen=True)
class Program:
    """A server and the host that speaks to it."""

    api: Api
    web: Web

    def restart(self) -> None:
        """Stop both, and start them on what they kept."""
        self.web.stop()
        self.api.stop()
        self.api.start()
        self.web.start()


@contextmanager
def running(
    folder: Path, *, host: type[Web] = Web, still_at: str = "", **environment: str
) -> Iterator[Program]:
    """Run the program.

    Args:
        folder: where it keeps its files.
        host: what serves it to browsers.
        still_at: an instant at which all its clocks stand, for pictures; empty where time passes.
        environment: additions to the server's.
    """
    run = ("-m", "tests.support.still", still_at) if still_at else ()
    api = Api(folder, run=run, **environment)
    web = host(folder, api.url, run=run)
    try:
        yield Program(api.start(), web.start())
    finally:
        web.stop()
        api.stop()
