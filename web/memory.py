"""What tabs that are ended held, given back to the machine."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
import time
from typing import Final

_SHARE: Final = 100
"""Of the time, one part of so many is spent on it at most, however many leave."""
_FOR_EACH: Final = 4
"""Of so many that are there, one must have ended: all are gone through to find what it held."""
_ANSWERS: Final = 6
"""After so many what is young is gone through: some ten thousand objects each, and ten milliseconds in all."""
_YOUNG: Final = 20_000
"""Objects by which there are more, at which Python goes through what is young by itself."""
_AT_LAST: Final = 100_000
"""Collections of the young after which what has stayed is gone through though no tab has ended: hours of a busy one."""


def prepare() -> None:
    """Have this process, which is about to serve browsers, collect what is young alone, and the rest by `Memory`.

    Whoever presses something meanwhile waits for a whole collection: more than a second where three hundred are there.
    Python begins one for each quarter by which there is more, which screens come to in seconds, and finds next to
    nothing: what they leave goes by itself, or while it is young. What was imported is not gone through at all.

    How much is young Python counts by what is made less what goes, however old. Where one screen takes the place of
    another it comes to next to nothing while all screens become young: half a second, every half minute, where three
    hundred are there. So what is young is gone through by what was answered, too (`Memory.note_answer`).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _AT_LAST)


class Memory:
    """The memory of a host, which is cleaned up after tabs that are ended, steadily where they end all the time.

    Args:
        seconds: how long after a tab was ended; those that end together are cleaned up after once.
    """

    def __init__(self, seconds: float = 5) -> None:
        self._seconds = seconds
        self._cleaning: asyncio.TimerHandle | None = None
        self._took = 0.0
        self._ended = 0
        self._answers = 0

    def note_answer(self) -> None:
        """Take note that a screen may have taken another's place."""
        self._answers += 1
        if self._answers == _ANSWERS:
            self._answers = 0
            gc.collect(0)

    def note_end(self, left: int) -> None:
        """Take note that a tab was ended, and how many are left."""
        self._ended += 1
        if self._cleaning is None and self._ended * _FOR_EACH >= left:
            wait = max(self._seconds, _SHARE * self._took)
            self._cleaning = asyncio.get_running_loop().call_later(wait, self._give_back)

    def _give_back(self) -> None:
        self._cleaning, self._ended = None, 0
        began = time.perf_counter()
        # A page is a web of cycles, and what the collector frees stays with the process until the allocator is told.
        gc.collect()
        if sys.platform == "linux":
            trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; musl has none
            if trim:
                trim(0)
        self._took = time.perf_counter() - began
