"""Work that takes its time, which the person may want no more."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class Cancellable:
    """One piece of work at a time, with somebody who waits for it."""

    def __init__(self) -> None:
        """Have nothing to do yet."""
        self._work: asyncio.Task[None] | None = None

    async def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do the work; return once it is done, or wanted no more."""
        running = self._work = asyncio.create_task(work)
        try:
            await asyncio.shield(running)
        except asyncio.CancelledError:
            if not running.cancelled():
                running.cancel()  # the window is gone, not the wish
                raise
        finally:
            self._work = None

    def cancel(self) -> None:
        """Want it no more; who waits goes on."""
        if self._work is not None:
            self._work.cancel()
