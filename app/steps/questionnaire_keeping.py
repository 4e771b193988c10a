"""A form that is kept as one goes, unasked: some seconds after the last key, and when it is left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from api_client.errors import (
    ClientError,
    ConnectionFailed,
    Maintenance,
    RateLimited,
    ResponseInvalid,
    ServerFailed,
)
from app.core.state import State

if TYPE_CHECKING:
    from collections.abc import Awaitable

PAUSE_S: Final = 3.0
"""Seconds without a change after which what was answered is kept."""
_AGAIN: Final = 10
"""Times that long it is before it is tried again where nobody answered."""

_PASSING: Final = (ConnectionFailed, ResponseInvalid, RateLimited, Maintenance, ServerFailed)
"""What may be otherwise the next time."""


class Timer(Protocol):
    """What is to be done later."""

    def cancel(self) -> None:
        """Have it not done."""


Later: TypeAlias = Callable[[float, Callable[[], None]], Timer]
"""Has something done so many seconds later."""


def _by_the_loop(seconds: float, act: Callable[[], None]) -> Timer:
    return asyncio.get_running_loop().call_later(seconds, act)


class Kept(Enum):
    """What became of what was answered last.

    Attributes:
        YES: it is kept.
        NOT_YET: nobody answered; it is tried again.
        ELSEWHERE: another device answered the same otherwise, or has sent the form: the person is asked as they go on.
        REFUSED: the server does not take it, as after the end of the session: the person is told why as they go on.
    """

    YES = auto()
    NOT_YET = auto()
    ELSEWHERE = auto()
    REFUSED = auto()


class Keeping(State):
    """What keeps a form as it is filled in. It changes nothing of what is shown but its own line.

    Attributes:
        last: what became of what was answered last; None before anything was to be kept.
        at: when it was last kept.
    """

    def __init__(
        self, save: Callable[[], Awaitable[bool]], *, pause_s: float, later: Later | None = None
    ) -> None:
        """Make the state.

        Args:
            save: keeps what was answered, and returns whether it could: another device may have been first.
            pause_s: seconds without a change before it is called.
            later: has something done so many seconds later; the loop that runs, unless given.
        """
        self._save = save
        self._pause_s = pause_s
        self._later = later or _by_the_loop
        self._timer: Timer | None = None
        self._task: asyncio.Task[None] | None = None
        self.last: Kept | None = None
        self.at: datetime | None = None

    def touch(self) -> None:
        """Take note that something was answered."""
        if self.last not in {Kept.ELSEWHERE, Kept.REFUSED}:
            self._wait(self._pause_s)

    def told(self) -> None:
        """Say nothing any more: the person goes on, and is answered by what comes of that."""
        self.stop()
        self.last = None

    def stop(self) -> None:
        """Keep nothing by itself any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def begin(self, save: Callable[[], Awaitable[bool]]) -> None:
        """Have something kept in the background, at once."""
        self.stop()
        self._task = asyncio.get_running_loop().create_task(self._keep(save))

    async def settled(self) -> None:
        """Wait until what is being kept in the background is."""
        if self._task is not None:
            await self._task

    def _wait(self, seconds: float) -> None:
        self.stop()
        self._timer = self._later(seconds, partial(self.begin, self._save))

    async def _keep(self, save: Callable[[], Awaitable[bool]]) -> None:
        try:
            kept = await save()
        except _PASSING:
            self.last = Kept.NOT_YET
            if self._timer is None:
                self._wait(_AGAIN * self._pause_s)
        except ClientError:
            self.last = Kept.REFUSED
        else:
            self.last = Kept.YES if kept else Kept.ELSEWHERE
            if kept:
                self.at = datetime.now(UTC)
