"""Reading of a PDF, in a process of its own: a hostile file can do no more than end it."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final

from server.inspection.refusals import Refusal, RefusedFileError

if TYPE_CHECKING:
    from server.inspection.content import Content, Span

_log = logging.getLogger(__name__)

_READERS_LOOK_THERE: Final = 1024
"""Bytes in which readers look for the header of a PDF (ISO 32000-1, implementation note 13)."""

_LONGEST_SECONDS: Final = 20
_AT_ONCE: Final = BoundedSemaphore(2)
"""How many readers one process of the server runs at once; others wait."""

_END: Final = re.compile(rb"%%EOF[\r\n]{0,2}")


def start_of_pdf(content: Content) -> int | None:
    """Return the offset of the PDF header: scanners and exporters write a line end, a mark or a path before it."""
    at = content.find(b"%PDF-", 0, _READERS_LOOK_THERE + len(b"%PDF-"))
    return at if at >= 0 else None


def read_pdf(content: Content, start: int) -> tuple[Span, bool]:
    """Return where a PDF stands in a file, without the bytes before and after it, and whether it has its end."""
    end = max((found.end() for found in _END.finditer(content)), default=0)
    return (start, end or len(content)), bool(end)


def check_pdf(file: Path, span: Span, *, whole: bool) -> None:
    """Look through the PDF that stands in a part of a file.

    Raises:
        RefusedFileError: it is damaged, locked or too long, or holds active content.
    """
    verdict = _verdict(file, span, whole=whole)
    if verdict != "ok":
        raise RefusedFileError(Refusal(verdict))


def _verdict(file: Path, span: Span, *, whole: bool) -> str:
    # A packaged desktop application has no interpreter to start; there, the files are the user's own.
    if not Path(sys.executable).stem.lower().startswith("python"):
        from server.inspection.pdf_contents import verdict_on

        return verdict_on(file, span, whole=whole)
    said = [str(file.absolute()), *map(str, span), *(["whole"] if whole else [])]
    command = [sys.executable, "-m", "server.inspection.pdf_contents", *said]
    # Python imports first from the folder where it starts: in another one, a stranger's `server` could lie.
    here = Path(__file__).resolve().parents[2]
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603 - this interpreter, and arguments of ours
                command,
                cwd=here,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_LONGEST_SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired:
        _log.warning("a PDF took too long to look through, and was refused")
        return Refusal.TOO_COMPLEX
    if done.returncode:
        # Its output is not logged: it may hold text of the file.
        _log.warning("a PDF ended its reader (%d), and was refused", done.returncode)
        return Refusal.TOO_COMPLEX
    return done.stdout.decode()
