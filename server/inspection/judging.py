"""The judgement of a whole file, by its structure and by a scanner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.inspection.clamd import ScannerError
from server.inspection.pdf import read_pdf, start_of_pdf
from server.inspection.pictures import JPEG_START, PNG_SIGNATURE, is_heic, read_heic, read_jpeg, read_png
from server.inspection.refusals import Refusal, RefusedFileError

if TYPE_CHECKING:
    from server.inspection.clamd import Clamd


@dataclass(frozen=True, slots=True, repr=False)
class Judged:
    """A file that is accepted: its media type, and the part of it that is kept."""

    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Unchecked:
    """The scanner did not answer: the file is neither accepted nor refused."""


def judge(content: bytes, scanner: Clamd | None) -> Judged | Refusal | Unchecked:
    """Judge a whole file.

    Args:
        content: the file as it was sent.
        scanner: asked as well, unless it is None.
    """
    try:
        judged = _read(content)
    except RefusedFileError as refused:
        return refused.refusal
    if scanner is not None:
        try:
            # The file as it was sent: what the readers cut off is what a scanner looks for.
            if scanner.finds(content):
                return Refusal.UNSAFE
        except ScannerError:
            return Unchecked()
    return judged


def _read(content: bytes) -> Judged:
    if content.startswith(PNG_SIGNATURE):
        return Judged("image/png", read_png(content))
    if content.startswith(JPEG_START):
        return Judged("image/jpeg", read_jpeg(content))
    if is_heic(content):
        return Judged("image/heic", read_heic(content))
    if start_of_pdf(content) is not None:
        return Judged("application/pdf", read_pdf(content))
    raise RefusedFileError(Refusal.KIND)
