"""The server: sign-ins against bare Argon2, and whether the time of an answer tells known identifiers from unknown."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import httpx
from argon2 import PasswordHasher

from server.demo.accounts import DEMO_ACCOUNTS
from server.demo.households import people
from server.settings import sqlite_url
from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CORES = os.cpu_count() or 1
PAIRS = 60
SIGN_INS = 30
_ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")
_HASH = next(person.row()["password_hash"] for person in people() if person.role == _ACCOUNT.role)


def run() -> list[dict[str, Any]]:
    """Return rows of the table: name, ours, reference, ratio, limit."""
    with serving({}) as url:
        return [_sign_in_timing(url), _reset_timing(url), *_throughput(url)]


def _sign_in_timing(url: str) -> dict[str, Any]:
    """Measure the median time of a wrong password, against that of an unknown identifier."""

    def refused(http: httpx.Client, identifier: str, n: int) -> None:
        answer = http.post("/v1/sessions", json={"identifier": identifier, "password": f"Wrong{n:05d}"})
        assert answer.status_code == 401, answer.text

    name = "Sign-in refused: unknown identifier / wrong password (median ms)"
    return _timing(url, name, PAIRS, refused)


def _reset_timing(url: str) -> dict[str, Any]:
    """Measure the median time to begin a reset and ask for its code, for an account and for nobody."""

    def asked(http: httpx.Client, identifier: str, _: int) -> None:
        begun = http.post("/v1/password-resets", json={"identifier": identifier}).json()
        answer = http.post(
            "/v1/password-resets/current/code",
            json={"channel": begun["channels"][0]["channel"]},
            headers={"Authorization": f"Bearer {begun['token']}"},
        )
        assert answer.status_code == 200, answer.text

    name = "Forgotten password: unknown identifier / known (median ms)"
    return _timing(url, name, PAIRS, asked, hours_between=1)


def _timing(
    url: str, name: str, pairs: int, ask: Callable[[httpx.Client, str, int], None], *, hours_between: int = 0
) -> dict[str, Any]:
    """Time a request for a known identifier and for an unknown one, in turn; return the medians.

    Args:
        url: of a demonstration.
        name: of the row.
        pairs: how many times each is timed.
        ask: makes the request for an identifier; it is given the number of the pair.
        hours_between: how far the demonstration's clock moves before each pair, where the limits are by the hour.
    """
    known: list[float] = []
    unknown: list[float] = []
    for n in range(pairs):
        turns = [(known, _ACCOUNT.identifier), (unknown, "1990199999999")]
        # Each pair comes from another address: the answer is timed, not the limits.
        with httpx.Client(base_url=url, headers={"X-Forwarded-For": f"2001:db8:{n:x}::1"}) as http:
            if hours_between:
                http.post("/demo/clock", json={"advance_seconds": 3600 * hours_between}).raise_for_status()
            # They take turns to be first: other work of the machine slows both alike.
            for times, identifier in turns if n % 2 else reversed(turns):
                started = time.perf_counter()
                ask(http, identifier, n)
                times.append(time.perf_counter() - started)
    ours, reference = statistics.median(unknown), statistics.median(known)
    return {
        "name": name,
        "ours": round(ours * 1000, 1),
        "reference": round(reference * 1000, 1),
        "ratio": round(ours / reference, 3),
        "limit": "0.9–1.1",
    }


def _throughput(url: str) -> list[dict[str, Any]]:
    """Measure sign-ins per second against verifications per second, on the same cores, in turn."""
    hasher = PasswordHasher()

    def verify(_: int) -> None:
        hasher.verify(_HASH, _ACCOUNT.password)

    bare: list[float] = []
    ours: list[float] = []
    with ThreadPoolExecutor(CORES) as threads:
        for _ in range(3):
            started = time.perf_counter()
            list(threads.map(verify, range(SIGN_INS)))
            bare.append(SIGN_INS / (time.perf_counter() - started))
            ours.append(asyncio.run(_sign_ins(url)))
    rate, reference = statistics.median(ours), statistics.median(bare)
    return [
        {
            "name": f"Sign-ins per second / Argon2 verifications per second ({CORES} cores)",
            "ours": round(rate, 1),
            "reference": round(reference, 1),
            "ratio": round(rate / reference, 3),
            "limit": "≥ 0.85",
        }
    ]


async def _sign_ins(url: str) -> float:
    """Return the sign-ins per second, with twice as many at once as there are cores."""
    body = {"identifier": _ACCOUNT.identifier, "password": _ACCOUNT.password}
    left = iter(range(SIGN_INS))
    async with httpx.AsyncClient(base_url=url, timeout=60) as http:

        async def sign_in_repeatedly() -> None:
            for _ in left:
                answer = await http.post("/v1/sessions", json=body)
                assert answer.status_code == 201, answer.text

        started = time.perf_counter()
        await asyncio.gather(*(sign_in_repeatedly() for _ in range(2 * CORES)))
        return SIGN_INS / (time.perf_counter() - started)


@contextmanager
def serving(
    environment: dict[str, str], log: IO[str] | None = None, database: str | None = None
) -> Iterator[str]:
    """Run `mon-compte-server` as people do, in a process of its own; its log goes to `log`.

    Without a database it has one of its own, for as long as it runs.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        database = database or sqlite_url(Path(folder) / "server.sqlite3")
        process = subprocess.Popen(
            [sys.executable, "-m", "server", "--demo", "--port", str(port), "--database", database],
            env={**os.environ, **environment},
            stderr=log or subprocess.DEVNULL,
        )
        try:
            _wait_for(url)
            yield url
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{url}/health")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(url)


if __name__ == "__main__":
    for row in run():
        print(row)
