"""A file on the disk, looked into without being read as a whole: many may be sent at once, each of megabytes."""

from __future__ import annotations

import mmap
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Content: TypeAlias = mmap.mmap
Span: TypeAlias = tuple[int, int]
"""Where a part of a file begins, and where it ends, in bytes."""

PIECE_BYTES: Final = 64 * 1024

_ONE_AT_A_TIME: Final = BoundedSemaphore(1)
"""What is looked at counts as memory of the process: never more than one file."""


@contextmanager
def looked_into(file: Path) -> Iterator[Content]:
    """Open a file for a look; others wait for its end.

    Raises:
        ValueError: the file is empty.
    """
    with (
        _ONE_AT_A_TIME,
        file.open("rb") as opened,
        mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        yield content


def pieces(content: Content, start: int, end: int) -> Iterator[bytes]:
    """Yield a part of a file, piece by piece."""
    for at in range(start, end, PIECE_BYTES):
        yield content[at : min(at + PIECE_BYTES, end)]


def keep_only(file: Path, spans: Sequence[Span]) -> None:
    """Cut everything but these parts, which follow one another, out of a file."""
    with file.open("r+b") as content:
        written = 0
        for start, end in spans:
            for at in range(start, end, PIECE_BYTES):
                content.seek(at)
                piece = content.read(min(PIECE_BYTES, end - at))
                content.seek(written)
                written += content.write(piece)
        content.truncate(written)
