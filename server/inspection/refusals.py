"""Why a file is not taken."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """What is wrong with a file."""

    KIND = "kind"
    """Neither PDF, JPEG, PNG nor HEIC."""
    DAMAGED = "damaged"
    """Cut short, or nothing that opens."""
    TOO_COMPLEX = "too_complex"
    """More pixels or pages than a document has: a picture that fills the memory of whoever opens it."""
    LOCKED = "locked"
    """Opens with a password only."""
    UNSAFE = "unsafe"
    """Holds something that acts, or that the scanner knows."""


class RefusedFileError(Exception):
    """The file is not taken."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
