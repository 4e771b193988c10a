"""What a page waits for: a first page, or the answer to a posted form, is drawn once nothing is awaited any more."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_QUIET_TURNS: Final = 12
"""Turns of the event loop without any change after which a program that awaits nothing has said all it had to say."""
_MOST_TURNS: Final = 200
"""Turns after which a program that never rests is taken as it stands."""


class Waiting:
    """What one tab waits for, and whether it says anything meanwhile.

    Args:
        rested: called when nothing is awaited any more.
    """

    def __init__(self, rested: Callable[[], object] = lambda: None) -> None:
        self._rested = rested
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
        if not self._awaited:
            self._rested()

    @contextmanager
    def work(self) -> Iterator[None]:
        """Have the page wait for what is done meanwhile."""
        self.begin()
        try:
            yield
        finally:
            self.end()

    @property
    def is_busy(self) -> bool:
        """Whether anything is awaited."""
        return self._awaited > 0

    async def until_quiet(self, seconds: float) -> bool:
        """Wait until nothing is awaited and nothing changes any more; return whether it came to that in time."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    await self.until_still()
                    if not self.is_busy:
                        return True
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError:
            return False

    async def until_still(self) -> None:
        """Wait until what changes together has changed."""
        still = 0
        for _ in range(_MOST_TURNS):
            before = self._changes
            await asyncio.sleep(0)
            still = still + 1 if self._changes == before else 0
            if still == _QUIET_TURNS:
                return


CURRENT: Final[ContextVar[Waiting | None]] = ContextVar("waiting", default=None)
"""That of the tab for which the running task works."""


@contextmanager
def work() -> Iterator[None]:
    """Have the page of this tab wait for what is done meanwhile; nothing outside a tab."""
    waiting = CURRENT.get()
    if waiting is None:
        yield
        return
    with waiting.work():
        yield
