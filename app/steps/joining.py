"""PDFs put together as one, each page as it is.

    python -m app.steps.joining < FRAMES > PDF

A hostile file can keep a reader busy or fill its memory: where there is an interpreter to start, that process
alone ends. A packaged program has none; there, the files are the person's own.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LENGTH: Final = struct.Struct(">I")
_LONGEST_S: Final = 15
_WORKERS: Final = ThreadPoolExecutor(2, thread_name_prefix="pdfs")
"""Two at once: a host does it for many people."""
_MOST_MEMORY: Final = 1 << 30
_LOOKED_AT: Final = 1024
"""Bytes before the header of a PDF that readers pass over."""


class NotJoinedError(Exception):
    """One of the files is no PDF that can be read here: locked, damaged, or too much work."""


def is_pdf(content: bytes) -> bool:
    """Return whether a file says that it is a PDF."""
    return b"%PDF-" in content[: _LOOKED_AT + 5]


async def joined(files: Sequence[bytes]) -> tuple[bytes, list[int]]:
    """Return PDFs as one, and how many pages each has; the same ones give the same bytes.

    Raises:
        NotJoinedError: one of them cannot be read.
    """
    return await asyncio.get_running_loop().run_in_executor(_WORKERS, _joined, files)


def _joined(files: Sequence[bytes]) -> tuple[bytes, list[int]]:
    if not Path(sys.executable).stem.lower().startswith("python"):
        return _put_together(files)
    command = [sys.executable, "-m", "app.steps.joining"]
    # Python imports first from the folder where it starts: in another one, a stranger's `app` could lie.
    here = Path(__file__).resolve().parents[2]
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, and arguments of ours
            command, cwd=here, input=_framed(files), capture_output=True, timeout=_LONGEST_S, check=True
        )
    except subprocess.SubprocessError as error:
        raise NotJoinedError from error
    counted, whole = _unframed(done.stdout)
    return whole, list(counted)


def _framed(files: Sequence[bytes]) -> bytes:
    return b"".join(_LENGTH.pack(len(content)) + content for content in files)


def _unframed(said: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(said):
        (length,) = _LENGTH.unpack_from(said, at)
        at += _LENGTH.size
        yield said[at : at + length]
        at += length


def _put_together(files: Sequence[bytes]) -> tuple[bytes, list[int]]:
    from pypdf import PdfReader, PdfWriter  # a tenth of a second that who joins nothing does not wait
    from pypdf.errors import PyPdfError

    writer, counted = PdfWriter(), []
    try:
        for content in files:
            reader = PdfReader(BytesIO(content))
            if reader.is_encrypted and not reader.decrypt(""):
                raise NotJoinedError
            writer.append(reader, import_outline=False)
            counted.append(len(reader.pages))
        whole = BytesIO()
        writer.write(whole)
    # pypdf fails in any of these ways on hostile files.
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError,
            AssertionError, NotImplementedError, MemoryError, OSError) as error:  # fmt: skip
        raise NotJoinedError from error
    return whole.getvalue(), counted


def main() -> int:
    """Join the files that are read, within a bound on memory; the answer is how many pages each has, and the PDF."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    try:
        whole, counted = _put_together(list(_unframed(sys.stdin.buffer.read())))
    except NotJoinedError:
        return 1
    # A byte a file: none of more pages could be sent.
    sys.stdout.buffer.write(_framed([bytes(min(pages, 255) for pages in counted), whole]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
