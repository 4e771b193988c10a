"""A ledger of what was asked for, by key and time: it checks several limits and writes the entry in one step.

It is in memory, or in a Redis that all workers share. An entry is written before a try and can be taken back if the try
was no failure. Until then it counts, so that concurrent tries cannot exceed the limit.
"""

from __future__ import annotations

import threading
from bisect import insort
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from server.errors import LimitsUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from redis import Redis

_REDIS_TIMEOUT_S = 2
_CLEANED_EVERY_S = 60


class LedgerAway(Exception):
    """The Redis of the ledger does not answer."""


@dataclass(frozen=True, slots=True)
class Window:
    """At most `count` entries in any period of `seconds`."""

    count: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Tally:
    """A key under which an entry counts, with its windows. Where `refuses` is false, it is only counted."""

    key: str
    windows: tuple[Window, ...]
    refuses: bool = True


class Ledger(Protocol):
    """Entries under keys."""

    def take(self, entry: str, tallies: Sequence[Tally]) -> float:
        """Write an entry under every key, unless a window of one of them is full.

        Args:
            entry: a unique name.
            tallies: the keys under which it counts.

        Returns:
            0 if it was written; otherwise the seconds until it could be, and nothing was written.
        """

    def wait(self, tally: Tally) -> float:
        """Return the seconds until an entry could be written; 0 for now."""

    def give_back(self, entry: str, keys: Sequence[str]) -> None:
        """Take an entry back."""

    def forget(self, key: str) -> None:
        """Take back all entries of a key."""

    def reset(self) -> None:
        """Take back all entries."""


def rising(burst: int, seconds: int, *, within: int) -> tuple[Window, ...]:
    """Return windows that allow `burst` entries at once, then one more each `seconds`: nobody waits longer than that.

    >>> rising(3, 3600, within=7200)
    (Window(count=3, seconds=3600), Window(count=4, seconds=7200))
    """
    return tuple(Window(burst + more, seconds * (more + 1)) for more in range(within // seconds))


def ledger(redis: str | None, now: Callable[[], float]) -> Ledger:
    """Return a ledger in the given Redis, or in memory.

    Args:
        redis: its URL; None for a ledger in memory.
        now: gives the time, in seconds.

    Raises:
        LimitsUnreachable: the Redis does not answer.
    """
    if redis is None:
        return MemoryLedger(now)
    try:
        found = RedisLedger(redis, now)
        found.check()
    except (LedgerAway, ValueError):
        raise LimitsUnreachable(redis.rpartition("@")[2]) from None
    return found


class MemoryLedger:
    """A ledger of one process."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lock = threading.Lock()
        # For each key, the times and names of its entries, oldest first, and the time until which the newest counts.
        self._entries: dict[str, list[tuple[float, str]]] = {}
        self._until: dict[str, float] = {}
        self._cleaned = 0.0

    def take(self, entry: str, tallies: Sequence[Tally]) -> float:
        """See `Ledger`."""
        now = self._now()
        with self._lock:
            self._clean(now)
            wait = max((self._wait(tally, now) for tally in tallies if tally.refuses), default=0.0)
            if wait > 0:
                return wait
            for tally in tallies:
                held = self._entries.setdefault(tally.key, [])
                insort(held, (now, entry))
                del held[: -max(window.count for window in tally.windows)]
                longest = max(window.seconds for window in tally.windows)
                self._until[tally.key] = max(self._until.get(tally.key, 0.0), now + longest)
        return 0.0

    def wait(self, tally: Tally) -> float:
        """See `Ledger`."""
        with self._lock:
            return self._wait(tally, self._now())

    def give_back(self, entry: str, keys: Sequence[str]) -> None:
        """See `Ledger`."""
        with self._lock:
            for key in keys:
                held = self._entries.get(key, [])
                held[:] = [each for each in held if each[1] != entry]

    def forget(self, key: str) -> None:
        """See `Ledger`."""
        with self._lock:
            self._entries.pop(key, None)
            self._until.pop(key, None)

    def reset(self) -> None:
        """See `Ledger`."""
        with self._lock:
            self._entries.clear()
            self._until.clear()

    def _wait(self, tally: Tally, now: float) -> float:
        held = self._entries.get(tally.key, [])
        full = (
            held[-window.count][0] + window.seconds for window in tally.windows if len(held) >= window.count
        )
        return max(0.0, max(full, default=now) - now)

    def _clean(self, now: float) -> None:
        if now - self._cleaned < _CLEANED_EVERY_S:
            return
        self._cleaned = now
        for key in [key for key, until in self._until.items() if until <= now]:
            del self._entries[key], self._until[key]


# One script, so that of two concurrent calls, on any worker, the second sees what the first wrote.
_TAKE = """
local now, entry, at, wait = tonumber(ARGV[1]), ARGV[2], 3, 0
local most, longest = {}, {}
for i, key in ipairs(KEYS) do
  local refuses, windows = ARGV[at] == '1', tonumber(ARGV[at + 1])
  at = at + 2
  most[i], longest[i] = 0, 0
  for _ = 1, windows do
    local count, seconds = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
    at = at + 2
    most[i], longest[i] = math.max(most[i], count), math.max(longest[i], seconds)
    local nth = redis.call('ZREVRANGE', key, count - 1, count - 1, 'WITHSCORES')
    if refuses and nth[2] then wait = math.max(wait, tonumber(nth[2]) + seconds - now) end
  end
end
if wait > 0 or entry == '' then return tostring(wait) end
for i, key in ipairs(KEYS) do
  redis.call('ZADD', key, ARGV[1], entry)
  redis.call('ZREMRANGEBYRANK', key, 0, -most[i] - 1)
  redis.call('EXPIRE', key, longest[i])
end
return '0'
"""
_PREFIX = "mon-compte:"


class RedisLedger:
    """A ledger that all workers share.

    Raises:
        LedgerAway: raised by every method: the Redis does not answer.
    """

    def __init__(self, url: str, now: Callable[[], float]) -> None:
        from redis import Redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        self._now = now
        self._redis: Redis = Redis.from_url(
            url,
            socket_timeout=_REDIS_TIMEOUT_S,
            socket_connect_timeout=_REDIS_TIMEOUT_S,
            # One retry: a pooled connection is dead after a restart of the Redis.
            retry=Retry(NoBackoff(), 1),
        )
        self._script = self._redis.register_script(_TAKE)

    def check(self) -> None:
        """Check that the Redis answers."""
        self._call(self._redis.ping)

    def take(self, entry: str, tallies: Sequence[Tally]) -> float:
        """See `Ledger`."""
        arguments: list[str | int] = [repr(self._now()), entry]
        for tally in tallies:
            arguments += [int(tally.refuses), len(tally.windows)]
            for window in tally.windows:
                arguments += [window.count, window.seconds]
        keys = [_PREFIX + tally.key for tally in tallies]
        return float(cast("bytes", self._call(lambda: self._script(keys=keys, args=arguments))))

    def wait(self, tally: Tally) -> float:
        """See `Ledger`."""
        return max(0.0, self.take("", [tally]))

    def give_back(self, entry: str, keys: Sequence[str]) -> None:
        """See `Ledger`."""
        with self._redis.pipeline() as pipeline:
            for key in keys:
                pipeline.zrem(_PREFIX + key, entry)
            self._call(pipeline.execute)

    def forget(self, key: str) -> None:
        """See `Ledger`."""
        self._call(lambda: self._redis.delete(_PREFIX + key))

    def reset(self) -> None:
        """See `Ledger`."""

        def erase() -> None:
            for key in self._redis.scan_iter(f"{_PREFIX}*"):
                self._redis.delete(key)

        self._call(erase)

    def _call(self, call: Callable[[], object]) -> object:
        from redis import RedisError

        try:
            return call()
        except RedisError as error:
            # Only its type: its text may repeat the URL, with the password.
            raise LedgerAway(type(error).__name__) from None
