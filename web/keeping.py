"""Where a host keeps, for a while, what it could not open by itself: in memory, in files, in a Redis."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Protocol

from hosting.private import make_folder
from hosting.quota import LogThrottle
from web.sealing import derived, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

logger = logging.getLogger(__name__)

MOST_BYTES: Final = 16 * 1024
"""Size of one thing kept."""

_MOST: Final = 100_000
_PREFIX: Final = "web:kept:"
_REDIS_SECONDS: Final = 2
_SWEEP_SECONDS: Final = 3600


class Keeping(Protocol):
    """Keeps sealed texts by names. Nothing is raised where it cannot: who comes back signs in again.

    Attributes:
        is_shared: whether other hosts keep theirs there too.
    """

    is_shared: bool

    async def load(self, name: str) -> bytes | None:
        """Return what is kept, None when nothing is any more."""

    async def save(self, name: str, sealed: bytes, seconds: int) -> None:
        """Keep it for so long, in place of what was kept under that name."""

    async def forget(self, name: str) -> None:
        """Keep it no more."""

    async def aclose(self) -> None:
        """Let go of what it stands on."""


class MemoryKeeping:
    """Keeps as long as the process runs."""

    is_shared = False

    def __init__(self, *, most: int = _MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._most = most
        self._kept: dict[str, tuple[float, bytes]] = {}

    async def load(self, name: str) -> bytes | None:
        """Return what is kept."""
        until, sealed = self._kept.get(name, (0.0, b""))
        return sealed if until > self._clock() else None

    async def save(self, name: str, sealed: bytes, seconds: int) -> None:
        """Keep it; where there is no more room, what was kept first goes."""
        self._kept.pop(name, None)
        now = self._clock()
        if len(self._kept) >= self._most:
            self._kept = {each: kept for each, kept in self._kept.items() if kept[0] > now}
        while len(self._kept) >= self._most:
            del self._kept[next(iter(self._kept))]
        self._kept[name] = now + seconds, sealed

    async def forget(self, name: str) -> None:
        """Keep it no more."""
        self._kept.pop(name, None)

    async def aclose(self) -> None:
        """Do nothing."""


class FileKeeping:
    """Keeps in a private folder, one file a name, so that a machine by itself outlives its restarts.

    A file says until when it is good by the time at which it was modified, which is put ahead.
    """

    is_shared = False

    def __init__(self, folder: Path, *, most: int = _MOST, clock: Callable[[], float] = time.time) -> None:
        """Take the folder, and sweep it.

        Raises:
            OSError: the folder cannot be made or read.
        """
        self._folder = folder
        self._clock = clock
        self._most = most
        self._log_throttle = LogThrottle()
        make_folder(folder, own=set("0123456789abcdef"))
        self._swept_at = clock()
        self._count = self._sweep()

    async def load(self, name: str) -> bytes | None:
        """Read the file."""
        return await self._do(lambda: self._load(name))

    async def save(self, name: str, sealed: bytes, seconds: int) -> None:
        """Write the file, whole or not at all."""
        await self._do(lambda: self._save(name, sealed, seconds))

    async def forget(self, name: str) -> None:
        """Remove the file."""
        await self._do(lambda: self._file(name).unlink(missing_ok=True))

    async def aclose(self) -> None:
        """Do nothing."""

    async def _do(self, act: Callable[[], bytes | None]) -> bytes | None:
        try:
            return await asyncio.to_thread(act)
        except OSError as error:
            if self._log_throttle.allows("folder"):
                logger.warning("nothing can be kept for browsers: %s", error.strerror)
            return None

    def _file(self, name: str) -> Path:
        return self._folder / name

    def _load(self, name: str) -> bytes | None:
        file = self._file(name)
        try:
            if file.stat().st_mtime <= self._clock():
                return None
            return file.read_bytes()
        except FileNotFoundError:
            return None

    def _save(self, name: str, sealed: bytes, seconds: int) -> None:
        now = self._clock()
        if now - self._swept_at > _SWEEP_SECONDS or self._count >= self._most:
            self._swept_at, self._count = now, self._sweep()
        if self._count >= self._most:
            raise OSError(0, "too many files")
        self._count += 1  # counted anew at each sweep
        new = self._file(f"{name}.{secrets.token_hex(4)}")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(sealed)
        os.utime(new, (now, now + seconds))
        new.replace(self._file(name))

    def _sweep(self) -> int:
        """Remove what is good no more; return how many are left."""
        now, left = self._clock(), 0
        for file in self._folder.iterdir():
            with suppress(OSError):
                if file.stat().st_mtime <= now:
                    file.unlink(missing_ok=True)
                else:
                    left += 1
        return left


class RedisKeeping:
    """Keeps in a Redis, for several machines."""

    is_shared = True

    def __init__(self, url: str) -> None:
        """Take the URL; the Redis is asked when something is to be kept."""
        from redis.asyncio import Redis

        self._redis: Redis = Redis.from_url(
            url, socket_timeout=_REDIS_SECONDS, socket_connect_timeout=_REDIS_SECONDS
        )
        self._log_throttle = LogThrottle()

    async def load(self, name: str) -> bytes | None:
        """Ask for it."""
        found = await self._do(self._redis.get(_PREFIX + name))
        return found if isinstance(found, bytes) else None

    async def save(self, name: str, sealed: bytes, seconds: int) -> None:
        """Put it there."""
        await self._do(self._redis.set(_PREFIX + name, sealed, ex=seconds))

    async def forget(self, name: str) -> None:
        """Remove it."""
        await self._do(self._redis.delete(_PREFIX + name))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._redis.aclose()

    async def _do(self, answer: Any) -> object:
        from redis.exceptions import RedisError

        try:
            return await answer
        except (RedisError, OSError) as error:
            if self._log_throttle.allows("redis"):
                # The class alone: the words of some name the address, with its password.
                logger.warning("the Redis keeps nothing for browsers: %s", type(error).__name__)
            return None


class SealedText:
    """A text kept for one browser, which nobody opens without the secret that its cookie holds."""

    def __init__(self, keeping: Keeping, secret: str, *, seconds: int) -> None:
        self._keeping = keeping
        # Neither tells the other: what is kept, and where, says nothing of the cookie.
        self._name = derived(secret.encode(), "name of the text").hex()
        self._key = derived(secret.encode(), "key of the text")
        self._seconds = seconds

    async def load(self) -> str | None:
        """Return what is kept, None when nothing is."""
        sealed = await self._keeping.load(self._name)
        text = unseal(sealed, self._key, self._name.encode()) if sealed is not None else None
        return text.decode() if text is not None else None

    async def save(self, value: str) -> None:
        """Keep `value`, in place of any other.

        Raises:
            ValueError: it is too long.
        """
        if len(text := value.encode()) > MOST_BYTES:
            raise ValueError("too long to be kept")
        await self._keeping.save(self._name, seal(text, self._key, self._name.encode()), self._seconds)

    async def forget(self) -> None:
        """Keep nothing."""
        await self._keeping.forget(self._name)
