"""Where the processes of a machine agree on one engine: one runs it, and the others are told where it answers."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from hosting.locks import lock
from hosting.private import make_folder

if TYPE_CHECKING:
    from pathlib import Path

_LOCK: Final = "lock"
_ADDRESS: Final = "address"
OWN_FILES: Final = frozenset({_LOCK, _ADDRESS, "parameters", "partial"})
"""Prefixes of what stands in the folder; the engine itself keeps the parameters of its rules there."""


class Meeting:
    """One process's part in it.

    The lock tells that the engine runs: who runs it has it, and the system takes it back from a process that ends. So
    an address is believed as long as the lock is another's, and nobody asks a program that came to listen there since.

    Args:
        folder: where the processes meet; None, or one that cannot be written, and each process has its own engine.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._descriptor: int | None = None
        self._asked_at = time.monotonic()

    def take(self) -> bool:
        """Return whether it is for this process to run the engine, from now on until it leaves."""
        if self._folder is None or self._descriptor is not None:
            return True
        try:
            make_folder(self._folder, own=OWN_FILES)
            descriptor = os.open(self._folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return True
        if not lock(descriptor):
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        self._forget_address()
        return True

    def leave(self) -> None:
        """Let another process run the engine."""
        if self._descriptor is not None:
            self._forget_address()
            os.close(self._descriptor)
            self._descriptor = None

    def is_taken(self) -> bool:
        """Return whether another process runs the engine."""
        if self._folder is None or self._descriptor is not None:
            return False
        try:
            descriptor = os.open(self._folder / _LOCK, os.O_RDWR)
        except OSError:
            return False
        try:
            return not lock(descriptor)
        finally:
            os.close(descriptor)

    def tell(self, url: str) -> None:
        """Tell the others where the engine answers; nothing while it does not."""
        if self._folder is not None and self._descriptor is not None:
            partial = self._folder / f"partial-{os.getpid()}"
            with suppress(OSError):
                partial.write_text(url, encoding="ascii")
                partial.replace(self._folder / _ADDRESS)

    def told(self) -> str | None:
        """Return where the engine of another process answers; None where there is none, or it does not answer yet."""
        if self._folder is None or not self.is_taken():
            return None
        try:
            return (self._folder / _ADDRESS).read_text(encoding="ascii") or None
        except (OSError, ValueError):
            return None

    def ask(self) -> None:
        """Note that the engine is asked."""
        self._asked_at = time.monotonic()
        if self._folder is not None:
            with suppress(OSError):
                os.utime(self._folder / _LOCK)

    def idle_seconds(self) -> float:
        """Return for how long nobody has asked the engine, in any process."""
        mine = time.monotonic() - self._asked_at
        if self._folder is None:
            return mine
        try:
            return min(mine, max(0.0, time.time() - (self._folder / _LOCK).stat().st_mtime))
        except OSError:
            return mine

    def _forget_address(self) -> None:
        if self._folder is not None:
            with suppress(OSError):
                (self._folder / _ADDRESS).unlink(missing_ok=True)
