"""The judgement of a whole file, by its structure and by a scanner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.inspection.clamd import ScannerError
from server.inspection.content import looked_into
from server.inspection.pdf import check_pdf, read_pdf, start_of_pdf
from server.inspection.pictures import JPEG_START, PNG_SIGNATURE, is_heic, read_heic, read_jpeg, read_png
from server.inspection.refusals import Refusal, RefusedFileError

if TYPE_CHECKING:
    from pathlib import Path

    from server.inspection.clamd import Clamd
    from server.inspection.content import Content, Span

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that is accepted: its media type, and the parts of it that are kept."""

    media_type: str
    kept: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Unchecked:
    """The scanner did not answer: the file is neither accepted nor refused."""


def judge(file: Path, scanner: Clamd | None) -> Judged | Refusal | Unchecked:
    """Judge a whole file.

    Args:
        file: the file as it was sent; nobody else changes it meanwhile.
        scanner: asked as well, unless it is None.
    """
    try:
        judged = _read(file)
    except RefusedFileError as refused:
        return refused.refusal
    if scanner is not None:
        try:
            # The file as it was sent: what the readers cut off is what a scanner looks for.
            with file.open("rb") as content:
                if scanner.finds(content):
                    return Refusal.UNSAFE
        except ScannerError:
            return Unchecked()
    return judged


def _read(file: Path) -> Judged:
    if not file.stat().st_size:
        raise RefusedFileError(Refusal.KIND)
    with looked_into(file) as content:
        judged, whole = _read_structure(content)
    if judged.media_type == _PDF:
        check_pdf(file, judged.kept[0], whole=whole)
    return judged


def _read_structure(content: Content) -> tuple[Judged, bool]:
    """Return what the file is, and whether it has its end, which only a PDF may lack."""
    if content[: len(PNG_SIGNATURE)] == PNG_SIGNATURE:
        return Judged("image/png", tuple(read_png(content))), True
    if content[: len(JPEG_START)] == JPEG_START:
        return Judged("image/jpeg", tuple(read_jpeg(content))), True
    if is_heic(content):
        return Judged("image/heic", (read_heic(content),)), True
    start = start_of_pdf(content)
    if start is not None:
        span, whole = read_pdf(content, start)
        return Judged(_PDF, (span,)), whole
    raise RefusedFileError(Refusal.KIND)
