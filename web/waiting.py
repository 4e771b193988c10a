"""What a page waits for: a first page, or the answer to a posted form, is drawn once nothing is awaited any more."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_QUIET_TURNS: Final = 3
"""Turns of the event loop without any change after which a program that awaits nothing has said all it had to say."""


class Waiting:
    """What one tab waits for, and whether it says anything meanwhile."""

    def __init__(self) -> None:
        self._awaited = 0
        self._changes = 0
        self._moved = asyncio.Event()

    def note_change(self) -> None:
        """Take note that the program said something."""
        self._changes += 1
        self._moved.set()

    def begin(self) -> None:
        """Take note that something is awaited."""
        self._awaited += 1

    def end(self) -> None:
        """Take note that it is no longer."""
        self._awaited -= 1
        self._moved.set()

    async def until_quiet(self, seconds: float) -> bool:
        """Wait until nothing is awaited and nothing changes any more; return whether it came to that in time."""
        try:
            async with asyncio.timeout(seconds):
                quiet = 0
                while quiet < _QUIET_TURNS:
                    before = self._changes
                    if self._awaited:
                        self._moved.clear()
                        await self._moved.wait()
                        quiet = 0
                        continue
                    await asyncio.sleep(0)
                    quiet = quiet + 1 if self._changes == before and not self._awaited else 0
        except TimeoutError:
            return False
        return True


CURRENT: Final[ContextVar[Waiting | None]] = ContextVar("waiting", default=None)
"""That of the tab for which the running task works."""


@contextmanager
def work() -> Iterator[None]:
    """Have the page of this tab wait for what is done meanwhile; nothing outside a tab."""
    waiting = CURRENT.get()
    if waiting is None:
        yield
        return
    waiting.begin()
    try:
        yield
    finally:
        waiting.end()
