"""Hashes of passwords by Argon2id, bounded so that many sign-ins at once cannot exhaust the memory."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from hosting.metrics import Gauge
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from server.services import Services

CHECKS = Gauge("password_checks", "Passwords that are checked, or wait to be")

_P = ParamSpec("_P")
_R = TypeVar("_R")

# RFC 9106's second recommended option, and argon2-cffi's default: 64 MiB, 3 passes, 4 lanes.
_STRONG = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
# For tests only: these hashes protect nothing.
_LIGHT = PasswordHasher(time_cost=1, memory_cost=256, parallelism=1)

# Hashes of random passwords that nobody knows: an unknown identifier takes as long as a known one.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$z7y9dOpmZ5f656fwl82oew$NJbWQEw5+kFN8bEcMv4uSyJcyE6Obzp/I/O9rHv6COY"
_NOBODY_LIGHT = (
    "$argon2id$v=19$m=256,t=1,p=1$OU/GYcy6tRjTrIlGbBbWng$aCwCygOZlEMPIyQ36kL4WyNt03J1IbFAAoD5t8xPBTI"
)


class Passwords:
    """The service that hashes and verifies passwords, all at the same cost."""

    def __init__(self, *, light: bool = False) -> None:
        self._hasher, self._nobody = (_LIGHT, _NOBODY_LIGHT) if light else (_STRONG, _NOBODY)

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(light=services[Settings].light_passwords)

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Return whether a password matches a hash. Without a hash it takes as long, and is false."""
        try:
            self._hasher.verify(password_hash or self._nobody, password)
        except VerifyMismatchError:
            return False
        return password_hash is not None

    def hash_of(self, password: str) -> str:
        """Return the hash of a password. It blocks for as long as a verification."""
        return self._hasher.hash(password)


class Crowded(Exception):
    """So many passwords wait to be verified that one more would be waited for in vain."""


class Verifications:
    """The threads of verifications: one a core, as each holds 64 MiB while it works; other verifications wait.

    Args:
        most: how many may be under way or wait at once.
    """

    def __init__(self, most: int) -> None:
        self._threads = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="argon2")
        self._most = most
        self._asked = 0

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service; its threads end with the server."""
        verifications = cls(services[Settings].sign_ins_waiting)
        services.on_close(verifications.close)
        return verifications

    async def run(self, work: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Run a function that verifies or hashes a password in one of the threads.

        Raises:
            Crowded: as many wait already as may; nothing was done.
        """
        if self._asked >= self._most:
            raise Crowded
        self._asked += 1
        CHECKS.change(+1)
        done = asyncio.get_running_loop().run_in_executor(self._threads, partial(work, *args, **kwargs))
        # Whoever leaves meanwhile does not take it from the threads.
        done.add_done_callback(self._count_down)
        return await done

    def _count_down(self, _: asyncio.Future[Any]) -> None:
        self._asked -= 1
        CHECKS.change(-1)

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
