"""What the host takes of its machine: an update, a first view, an idle visitor, and how many it serves at once."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import tempfile
import time
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

from benchmarks import floor
from benchmarks.hosts import program, running
from benchmarks.profile import shares
from benchmarks.server import serving
from benchmarks.tab import Tab
from benchmarks.table import Row
from benchmarks.visitor import Visitor
from tests.support.visitor import ACCOUNTS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager

    from benchmarks.hosts import Host

_ACCOUNT: Final = ACCOUNTS["responsable-seul"]
_UPDATES: Final = 400
# Who press in turn: a host reads what one socket says no faster than a person acts, and would have a single one wait.
_PRESSING: Final = 5
_VIEWS_SECONDS: Final = 5
_CONNECTIONS: Final = 16
_IDLE: Final = 50
# A tab waits 90 seconds for a browser that dropped.
_SETTLING_SECONDS: Final = 100
_EVERY_SECONDS: Final = 10
_WATCHED_SECONDS: Final = 30
_AT_MOST_MS: Final = 200
_LOOK_SECONDS: Final = 0.02
_PROFILED: Final = 10
_PROFILED_TIMES: Final = 5
_MORE: Final = 50
"""Visitors, from one look to the next."""

# What a visitor without an account presses, or goes back to by its path, and the title that follows; where there is
# none, the screen itself changes. Nothing of it is asked of the server.
_PUBLIC: Final = (
    ("button:J’ai un identifiant provisoire", ""),
    ("button:J’ai un numéro de Sécurité sociale", ""),
    ("button:Afficher", ""),
    ("button:Masquer", ""),
    ("a:Aide", "Aide"),
    ("a:Conditions d’utilisation", "Conditions d’utilisation"),
    ("a:À propos", "À propos"),
    ("/connexion", "Connexion"),
)
_SIGNED_IN: Final = (
    ("a:Paiements et droits", "Paiements et droits"),
    ("a:Accueil", "Mon Compte"),
    ("a:Aide", "Aide"),
    ("a:Accueil", "Mon Compte"),
    ("a:Gérer mon compte", "Gérer mon compte"),
    ("a:Accueil", "Mon Compte"),
)


@contextmanager
def _host(*run: str) -> Iterator[Host]:
    """Run the program on the first core, and all that speaks to it on the others."""
    before = os.sched_getaffinity(0)
    with (
        serving({"MON_COMPTE_DEMO_LIGHT_PASSWORDS": "1"}) as api,
        program(api, *run) as host,
    ):
        host.process.cpu_affinity([min(before)])
        os.sched_setaffinity(0, before - {min(before)} or before)
        try:
            yield host
        finally:
            os.sched_setaffinity(0, before)


def rows() -> list[Row]:
    """Measure all, on one core for the host."""
    with _host() as host:
        found = [*asyncio.run(_updates(host)), asyncio.run(_first_views(host))]
    with _host() as host:
        found += asyncio.run(_visitors(host))
    return [*found, *floor.rows(), *_memory()]


def where() -> dict[str, float]:
    """Return the share of each part of the host in what visitors who press something cost it."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        with _host("-m", "benchmarks.profile", str(profile)) as host:
            asyncio.run(_profiled(host))
        return shares(profile)


async def _profiled(host: Host) -> None:
    async with _tabs(host, _PROFILED, "/connexion") as visitors:
        for tab in visitors:
            await _sign_in(tab)
        host.process.send_signal(signal.SIGUSR1)
        for name, title in _SIGNED_IN * _PROFILED_TIMES:
            for tab in visitors:
                await _acted(tab, name, title)
        host.process.send_signal(signal.SIGUSR2)


async def _updates(host: Host) -> list[Row]:
    """Time presses that change a screen, from the press on the socket to the answer on it."""
    milliseconds = []
    async with _tabs(host, _PRESSING, "/connexion") as tabs:
        began = host.cpu_seconds()
        for tab in islice(cycle(tabs), _UPDATES // len(_PUBLIC)):
            for name, title in _PUBLIC:
                milliseconds.append(1000 * await _acted(tab, name, title))
        taken = 1000 * (host.cpu_seconds() - began) / len(milliseconds)
    p99 = quantiles(milliseconds, n=100)[-1]
    return [
        Row("Server time an update, median (ms)", "≤ 5", {"html": median(milliseconds)}),
        Row("Server time an update, p99 (ms)", "≤ 25", {"html": p99}),
        # What other work of the machine touches least.
        Row("Processor time of the host an update (ms)", "", {"html": taken}),
    ]


async def _acted(tab: Tab, name: str, title: str) -> float:
    if title and title != "Mon Compte":
        title += " – Mon Compte"
    return await (tab.go if name.startswith("/") else tab.press)(name, title=title)


async def _first_views(host: Host) -> Row:
    """Count the pages that visitors who come for the first time are answered with."""
    request = f"GET /connexion HTTP/1.1\r\nHost: 127.0.0.1:{host.port}\r\nAccept-Encoding: br, gzip\r\n\r\n".encode()
    seen = 0
    ends = time.monotonic() + _VIEWS_SECONDS

    async def come() -> None:
        nonlocal seen
        reader, writer = await asyncio.open_connection("127.0.0.1", host.port)
        while time.monotonic() < ends:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            assert head.startswith(b"http/1.1 200"), head
            await reader.readexactly(int(head.partition(b"content-length:")[2].partition(b"\r\n")[0]))
            seen += 1
        writer.close()

    await asyncio.gather(*(come() for _ in range(_CONNECTIONS)))
    return Row("First views of a public page a second, one core", "≥ 500", {"html": seen / _VIEWS_SECONDS})


def _memory() -> list[Row]:
    """Weigh visitors who do nothing, and as many who come after they have gone."""
    with _host() as host:
        first, second = asyncio.run(_weighed(host, partial(_tabs, path="/connexion"), waves=2))
    with running("-m", "benchmarks.forms", "flet") as flet:
        (bare,) = asyncio.run(_weighed(flet, _visitors_of_flet, waves=1))
    return [
        Row("Memory of an idle visitor (MB)", "≤ 0.5", {"html": first / _IDLE, "flet": bare / _IDLE}),
        Row(
            f"Memory that {_IDLE} add where {_IDLE} have gone (MB)",
            "≤ 5: given back",
            {"html": second - first},
        ),
    ]


async def _weighed(
    host: Host, visit: Callable[[Host, int], AbstractAsyncContextManager[object]], *, waves: int
) -> list[float]:
    """Return by how many megabytes the host is larger in each wave of visitors, once the one before has gone."""
    held = []
    async with visit(host, 3):
        before = host.megabytes()
        for wave in range(waves):
            if wave:
                await asyncio.sleep(_SETTLING_SECONDS)
            async with visit(host, _IDLE):
                held.append(host.megabytes() - before)
    return held


@asynccontextmanager
async def _visitors_of_flet(host: Host, count: int) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        for _ in range(count):
            await stack.enter_async_context(Visitor(host.port))
        yield


@asynccontextmanager
async def _tabs(host: Host, count: int, path: str) -> AsyncIterator[list[Tab]]:
    """Open that many tabs, each of another address."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(Tab(host.url, path, address=f"2001:db8:{n:x}::1"))
            for n in range(count)
        ]


@dataclass
class _Visitor:
    """Somebody signed in, who goes round from a screen of their own: not all press the same at once."""

    tab: Tab
    acts: Iterator[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        begins = random.randrange(0, len(_SIGNED_IN), 2)  # noqa: S311 - no secret
        self.acts = islice(cycle(_SIGNED_IN), begins, None)

    async def press(self) -> float:
        return await _acted(self.tab, *next(self.acts))


@dataclass(frozen=True)
class _Watched:
    """How visitors at once were answered.

    Attributes:
        p95: milliseconds within which 95 % of their presses were answered.
        spent: milliseconds of processor that the host took for one.
        lag: milliseconds by which the visitors themselves were late, in 95 % of cases.
    """

    p95: float
    spent: float
    lag: float


async def _visitors(host: Host) -> list[Row]:
    """Have more and more come, until one of twenty answers is late."""
    served, watched = 0, _Watched(0, 0, 0)
    async with AsyncExitStack() as stack:
        visitors: list[_Visitor] = []
        while True:
            for n in range(len(visitors), len(visitors) + _MORE):
                tab = await stack.enter_async_context(
                    Tab(host.url, "/connexion", address=f"2001:db8:{n:x}::1")
                )
                await _sign_in(tab)
                visitors.append(_Visitor(tab))
            now = await _watch(host, visitors)
            if now.p95 > _AT_MOST_MS:
                break
            served, watched = len(visitors), now
    return [
        Row(
            f"Visitors at once, one core (p95 {watched.p95:.0f} ms, with theirs of {watched.lag:.0f})",
            "≥ 300",
            {"html": served},
        ),
        Row("Processor time of the host a press of theirs (ms)", "", {"html": watched.spent}),
    ]


async def _sign_in(tab: Tab) -> None:
    await tab.press(
        "button:Se connecter",
        title="Mon Compte",
        text=_ACCOUNT.identifier,
        password=_ACCOUNT.password,
    )


async def _watch(host: Host, visitors: list[_Visitor]) -> _Watched:
    """Have each press something every ten seconds."""
    milliseconds: list[float] = []
    lags: list[float] = []
    # All are on Mon Compte, and each goes back to it by every second press: half begin ten seconds later, so that as
    # many go as come back.
    starts = time.monotonic() + 2 * _EVERY_SECONDS
    ends = starts + _WATCHED_SECONDS
    before = 0.0

    async def visit(visitor: _Visitor) -> None:
        await asyncio.sleep(random.uniform(0, 2 * _EVERY_SECONDS))  # noqa: S311 - no secret
        while (began := time.monotonic()) < ends:
            took = 1000 * await visitor.press()
            if began >= starts:
                milliseconds.append(took)
            await asyncio.sleep(max(0.0, began + _EVERY_SECONDS - time.monotonic()))

    async def look() -> None:
        nonlocal before
        await asyncio.sleep(starts - time.monotonic())
        before = host.cpu_seconds()
        while time.monotonic() < ends:
            began = time.perf_counter()
            await asyncio.sleep(_LOOK_SECONDS)
            lags.append(1000 * (time.perf_counter() - began - _LOOK_SECONDS))

    await asyncio.gather(look(), *(visit(each) for each in visitors))
    spent = 1000 * (host.cpu_seconds() - before) / len(milliseconds)
    return _Watched(quantiles(milliseconds, n=20)[-1], spent, quantiles(lags, n=20)[-1])


if __name__ == "__main__":
    for row in rows():
        print(row)
