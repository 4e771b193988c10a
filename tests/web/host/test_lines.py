"""Two lines of one tab, one of which takes the place of the other."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from starlette.websockets import WebSocketState

from web.bounds import Bounds
from web.exchange import Exchange
from web.line import Line

if TYPE_CHECKING:
    from starlette.websockets import WebSocket

    from web.tabs import Held


class Socket:
    """A socket to nobody."""

    application_state = WebSocketState.CONNECTED

    def __init__(self) -> None:
        self.sent = asyncio.Queue[dict[str, Any]]()

    async def send_text(self, text: str) -> None:
        self.sent.put_nowait(json.loads(text))


class Tab:
    """A tab with one thing to tell, which changes until it is let go."""

    def __init__(self) -> None:
        self.moved = asyncio.Event()
        self.moved.set()
        self.still = asyncio.Event()
        self.waiting = SimpleNamespace(is_busy=False, until_still=self._until_still)
        self._changes = [{"title": "Fini"}]

    async def _until_still(self) -> None:
        await self.still.wait()

    def take(self) -> dict[str, Any]:
        self.moved.clear()
        return self._changes.pop() if self._changes else {}


async def test_what_changes_while_a_line_takes_the_place_of_another_is_told_to_that_one() -> None:
    """Told to the one that is left, it would be lost: what comes after it would be taken for all there was."""
    tab = Tab()
    browser = SimpleNamespace(is_settled=True)
    of_now = SimpleNamespace(
        tab=tab, bearer=SimpleNamespace(is_current=True), exchange=Exchange(), browser=browser
    )
    held, sockets = cast("Held", of_now), [Socket(), Socket()]
    lines = [
        Line(cast("WebSocket", each), cast("Any", None), Bounds(), cast("Any", None)) for each in sockets
    ]
    held.line = lines[0]
    told = [asyncio.create_task(lines[0]._tell(held))]
    await asyncio.sleep(0)
    held.line = lines[1]
    told.append(asyncio.create_task(lines[1]._tell(held)))
    await asyncio.sleep(0)
    tab.still.set()
    assert (await sockets[1].sent.get())["title"] == "Fini"
    assert sockets[0].sent.empty()
    for each in told:
        each.cancel()
