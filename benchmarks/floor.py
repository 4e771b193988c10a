"""What the smallest press costs: a button that changes one text, on Flet as it comes and as this host has it.

Processor time of one process, with no socket and no API: what of a press remains however little a screen holds.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, Final

import flet as ft

from benchmarks.hosts import ROOT
from benchmarks.table import Row
from tests.flet.bare import Window
from web import events
from web.construction import quicken
from web.drawing.rules import Rules
from web.inside import number_of
from web.protocol import Act
from web.tab import Tab

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from flet.messaging.protocol import Message

_PRESSES: Final = 300
_ROUNDS: Final = 9


def rows() -> list[Row]:
    """Measure both, each in a process of its own: the host changes Flet for all of its process."""
    spent = {name: _of_a_process(name) for name in ("flet", "html")}
    return [Row("Processor time of the smallest press (ms)", "", spent)]


def _of_a_process(name: str) -> float:
    command = [sys.executable, "-m", "benchmarks.floor", name]
    return float(json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout))


@ft.component
def _counter() -> ft.View:
    count, set_count = ft.use_state(0)
    return ft.View(
        controls=[
            ft.Column([ft.Text(f"{count}"), ft.FilledButton("Plus", on_click=lambda: set_count(count + 1))])
        ]
    )


class _Client(Window):
    """A client that tells when it was sent something."""

    def __init__(self, component: Callable[[], ft.Control]) -> None:
        self.sent = asyncio.Event()
        super().__init__(component)

    def send_message(self, message: Message) -> None:
        super().send_message(message)
        self.sent.set()


async def _on_flet() -> float:
    window = _Client(_counter)
    await asyncio.sleep(0.1)
    number = _button(window.session.index.values())

    async def press() -> None:
        window.sent.clear()
        await window.session.dispatch_event(number, "click", None)
        await window.sent.wait()

    return await _spent(press)


class _Kept:
    """A browser that keeps nothing."""

    def get(self, _: str) -> None: ...

    def set(self, _: str, __: str, /) -> None: ...

    def remove(self, _: str) -> None: ...


async def _on_this_host() -> float:
    quicken()
    events.remember()

    async def main(page: ft.Page) -> None:
        page.render_views(_counter)

    tab = Tab(
        "http://localhost", "/", rules=Rules(), kept=_Kept(), address="127.0.0.1", serving=lambda _: None
    )
    await tab.begin(main, 5)
    tab.html()
    at = tab.drawing.id_of(tab.session.index[_button(tab.session.index.values())])
    rank = 0

    async def press() -> None:
        nonlocal rank
        rank += 1
        await tab.hear(Act(rank, at, "click", None, {}))
        await tab.waiting.until_quiet(5)
        assert tab.take()["parts"]

    return await _spent(press)


def _button(controls: Iterable[object]) -> int:
    return next(number_of(each) for each in controls if isinstance(each, ft.FilledButton))


async def _spent(press: Callable[[], Awaitable[None]]) -> float:
    """Return the milliseconds of processor that a press takes."""
    rounds = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        for _ in range(_PRESSES):
            await press()
        rounds.append(1000 * (time.process_time() - began) / _PRESSES)
    return median(rounds[1:])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_on_flet() if sys.argv[1:] == ["flet"] else _on_this_host())))
