"""How many of something there may be at once, in all and of one address; how often the log repeats itself."""

from __future__ import annotations

import time
from collections import Counter
from typing import Final

_SAY_AGAIN_SECONDS: Final = 60
_MOST_KEYS: Final = 100
_MOST_SITES: Final = 10_000


class Quota:
    """A count of what is open, with its bounds.

    Attributes:
        total: how many there may be.
        each: how many of one address.
    """

    def __init__(self, total: int, each: int) -> None:
        self.total = total
        self.each = each
        self._there: Counter[str] = Counter()
        self._all = 0

    @property
    def is_full(self) -> bool:
        """Whether there are as many in all as there may be."""
        return self._all >= self.total

    def enter(self, site: str) -> bool:
        """Count one more of that address, or return False where there are already as many as allowed."""
        if self.is_full or self._there[site] >= self.each:
            return False
        self._there[site] += 1
        self._all += 1
        return True

    def leave(self, site: str) -> None:
        """Count one less."""
        self._all -= 1
        self._there[site] -= 1
        if not self._there[site]:
            del self._there[site]


class Rate:
    """How often something may be done for each address.

    Attributes:
        per_second: in the long run.
        at_once: before that counts.
    """

    def __init__(self, per_second: float, at_once: int) -> None:
        self.per_second = per_second
        self.at_once = at_once
        self._left: dict[str, tuple[float, float]] = {}

    def allows(self, site: str) -> bool:
        """Count one more for that address, or return False where it is too soon."""
        now = time.monotonic()
        if len(self._left) >= _MOST_SITES:
            self._left = {
                each: known for each, known in self._left.items() if self._grown(*known, now) < self.at_once
            }
        left = self._grown(*self._left.get(site, (self.at_once, now)), now)
        self._left[site] = (left - (left >= 1), now)
        return left >= 1

    def _grown(self, left: float, at: float, now: float) -> float:
        return min(self.at_once, left + (now - at) * self.per_second)


class LogThrottle:
    """A limit of one log line a minute for each subject: strangers must not be able to fill the log."""

    def __init__(self) -> None:
        self._written_at: dict[str, float] = {}

    def allows(self, key: str) -> bool:
        """Return whether a line about `key` may be written now, and count it as written."""
        now = time.monotonic()
        if now - self._written_at.get(key, -_SAY_AGAIN_SECONDS) < _SAY_AGAIN_SECONDS:
            return False
        if len(self._written_at) >= _MOST_KEYS:
            self._written_at = {
                known: at for known, at in self._written_at.items() if now - at < _SAY_AGAIN_SECONDS
            }
        if len(self._written_at) >= _MOST_KEYS:
            return False
        self._written_at[key] = now
        return True
