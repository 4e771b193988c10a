"""Argon2id, bounded so that a rush of sign-ins cannot exhaust the memory."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

# RFC 9106's second recommended option, and argon2-cffi's default: 64 MiB, 3 passes, 4 lanes.
_STRONG = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
# Worth nothing against who has the hashes.
_LIGHT = PasswordHasher(time_cost=1, memory_cost=256, parallelism=1)

# Hashes of random passwords that nobody kept: an unknown identifier costs what a known one costs.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$z7y9dOpmZ5f656fwl82oew$NJbWQEw5+kFN8bEcMv4uSyJcyE6Obzp/I/O9rHv6COY"
_NOBODY_LIGHT = (
    "$argon2id$v=19$m=256,t=1,p=1$OU/GYcy6tRjTrIlGbBbWng$aCwCygOZlEMPIyQ36kL4WyNt03J1IbFAAoD5t8xPBTI"
)


class Passwords:
    """Hashes passwords and verifies them, at one cost."""

    def __init__(self, *, light: bool = False) -> None:
        self._hasher, self._nobody = (_LIGHT, _NOBODY_LIGHT) if light else (_STRONG, _NOBODY)

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is the one that was hashed. `None` (nobody's hash) takes as long and is false."""
        try:
            self._hasher.verify(password_hash or self._nobody, password)
        except VerifyMismatchError:
            return False
        return password_hash is not None

    def hash_of(self, password: str) -> str:
        """What is kept of a password. Blocks for as long as a verification."""
        return self._hasher.hash(password)


def verification_pool() -> ThreadPoolExecutor:
    """Threads for verifications: one a core, each holding 64 MiB while it works, the rest wait in line."""
    return ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="argon2")
