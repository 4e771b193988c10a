"""What tabs that are ended held, given back to the machine."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
import time
from typing import Final

_SHARE: Final = 50
"""Of the time, one part of so many is spent on it at most, however many leave."""


class Memory:
    """The memory of a host, which is cleaned up after tabs that are ended, steadily where they end all the time.

    Args:
        seconds: how long after a tab was ended; those that end together are cleaned up after once.
    """

    def __init__(self, seconds: float = 5) -> None:
        self._seconds = seconds
        self._cleaning: asyncio.TimerHandle | None = None
        self._took = 0.0

    def note_end(self) -> None:
        """Take note that a tab was ended."""
        if self._cleaning is None:
            wait = max(self._seconds, _SHARE * self._took)
            self._cleaning = asyncio.get_running_loop().call_later(wait, self._give_back)

    def _give_back(self) -> None:
        self._cleaning = None
        began = time.perf_counter()
        # A page is a web of cycles, and what the collector frees stays with the process until the allocator is told.
        gc.collect()
        if sys.platform == "linux":
            trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; musl has none
            if trim:
                trim(0)
        self._took = time.perf_counter() - began
