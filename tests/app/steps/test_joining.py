"""PDFs put together as one: their pages in order, the same bytes again, and what cannot be read refused."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter

from app.steps.joining import NotJoinedError, is_pdf, joined
from server.inspection import Judged, judge
from tests.support.files import locked_pdf, pdf, picture, written

if TYPE_CHECKING:
    from pathlib import Path


def sized(side: int) -> bytes:
    """A PDF of one page as wide as that."""
    writer = PdfWriter()
    writer.add_blank_page(side, side)
    return written(writer)


async def test_pages_stand_in_their_order(tmp_path: Path) -> None:
    """All pages of each, one file after the other; the fund's own look at files takes what comes of it."""
    whole, counted = await joined([sized(100), pdf(3), sized(300)])
    assert counted == [1, 3, 1]
    widths = [int(page.mediabox.width) for page in PdfReader(io.BytesIO(whole)).pages]
    assert widths == [100, 200, 200, 200, 300]
    file = tmp_path / "whole.pdf"
    file.write_bytes(whole)
    assert isinstance(judge(file, None), Judged)


async def test_the_same_files_give_the_same_bytes() -> None:
    """What was cut as it was sent is known again by its bytes."""
    files = [pdf(2), sized(100)]
    assert await joined(files) == await joined(files)


@pytest.mark.parametrize(
    "content",
    [locked_pdf(), b"%PDF-1.7\nbroken", b"", picture("PNG")],
    ids=["locked", "broken", "empty", "picture"],
)
async def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    """A locked, a broken or an empty file, or none of this kind, joins nothing."""
    with pytest.raises(NotJoinedError):
        await joined([pdf(), content])


def test_a_pdf_is_known_by_its_header() -> None:
    """Scanners write some bytes before it."""
    assert is_pdf(b"\r\n" + pdf())
    assert not is_pdf(picture("PNG"))
