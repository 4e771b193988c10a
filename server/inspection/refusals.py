"""Why a file is refused."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Why a file is refused."""

    KIND = "kind"
    """Neither PDF, JPEG, PNG nor HEIC."""
    DAMAGED = "damaged"
    """Cut short, or impossible to open."""
    TOO_COMPLEX = "too_complex"
    """More pixels or pages than a document has: it would fill the memory of whoever opens it."""
    LOCKED = "locked"
    """Opens with a password only."""
    UNSAFE = "unsafe"
    """Holds active content, or something that the scanner knows."""


class RefusedFileError(Exception):
    """The file is refused."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
