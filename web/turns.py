"""Acts of all tabs, a few at a time: who comes first is served first."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from web.bounds import Bounds
    from web.waiting import Waiting


class Turns:
    """The acts that a host works off at once.

    An act takes dozens of turns of the event loop: calls to a server, drawings, and the turns in which nothing changes
    any more. Where a hundred are begun together each turn is as long as a hundred drawings, and nobody is answered
    before all nearly are. Whoever waits here costs nothing.
    """

    def __init__(self, bounds: Bounds) -> None:
        self._seconds = bounds.act_seconds
        self._free = asyncio.Semaphore(bounds.acts_at_once)
        self._ending: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def turn(self, waiting: Waiting) -> AsyncIterator[None]:
        """Wait for a turn, which lasts until the page of an act awaits nothing more, or has awaited it for long."""
        await self._free.acquire()
        try:
            yield
        finally:
            ending = asyncio.get_running_loop().create_task(self._end(waiting))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)

    async def _end(self, waiting: Waiting) -> None:
        try:
            await waiting.until_quiet(self._seconds)
        finally:
            self._free.release()
