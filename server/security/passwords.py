"""Argon2id, bounded so that a rush of sign-ins cannot exhaust the memory."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

# RFC 9106's second recommended option, and argon2-cffi's default: 64 MiB, 3 passes, 4 lanes.
_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)

# The hash of a random password that nobody kept: an unknown identifier costs what a known one costs.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$z7y9dOpmZ5f656fwl82oew$NJbWQEw5+kFN8bEcMv4uSyJcyE6Obzp/I/O9rHv6COY"


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one that was hashed. `None` (nobody's hash) takes as long and is false."""
    try:
        _HASHER.verify(password_hash or _NOBODY, password)
    except VerifyMismatchError:
        return False
    return password_hash is not None


def hash_of(password: str) -> str:
    """What is kept of a password. Blocks for as long as a verification."""
    return _HASHER.hash(password)


def verification_pool() -> ThreadPoolExecutor:
    """Threads for verifications: one a core, each holding 64 MiB while it works, the rest wait in line."""
    return ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="argon2")
