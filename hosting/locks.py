"""A file that one process at a time has."""

from __future__ import annotations

import sys


def lock(descriptor: int) -> bool:
    """Have an open file alone until it is closed, or the process ends; return whether nobody else had it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
