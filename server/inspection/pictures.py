"""Pictures, read by their structure alone: no pixel is decoded.

Each function says which parts of a file are the picture, without what comes with it (comments, data of a camera, a
film, another file): only what a person sees is kept.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final
from zlib import crc32

from server.inspection.content import pieces
from server.inspection.refusals import Refusal, RefusedFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.inspection.content import Content, Span

MOST_PIXELS: Final = 150_000_000
"""A page of A4 at 1,200 dots an inch. The largest phone sensors have 108 million pixels, or save at most 50 million."""

PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
JPEG_START: Final = b"\xff\xd8"

_KEPT_CHUNKS: Final = frozenset({
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs", b"bKGD",
})  # fmt: skip
# No text, and no colour profile: it is compressed, and may unpack to any size.

_JPEG_FRAMES: Final = frozenset(
    {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
)
_JPEG_SCAN: Final = 0xDA
_JPEG_END: Final = 0xD9
# What a viewer needs: JFIF, Exif, colour profile, Adobe's colour spaces. No comment, no other application's data.
_JPEG_KEPT_APPLICATIONS: Final = {
    0xE0: b"JFIF\0", 0xE1: b"Exif\0\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe",
}  # fmt: skip
_LONGEST_NAME: Final = 16
_JPEG_COMMENT: Final = 0xFE
_JPEG_APPLICATIONS: Final = range(0xE0, 0xF0)
_JPEG_STANDALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_JPEG_MARKER: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_JPEG_FILLING: Final = re.compile(rb"\xff*")
# A progressive picture has a dozen scans; thousands keep a viewer busy for hours.
_MOST_SCANS: Final = 100
_MOST_PARTS: Final = 20_000
"""Segments, chunks or boxes; real pictures have a few hundred."""

_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_HEIF_BRANDS: Final = frozenset({b"mif1", b"mif2", b"msf1"})
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})


def is_heic(content: Content) -> bool:
    """Return whether the brands of an ISO media file are HEIC's, or HEIF's without AVIF's."""
    if content[4:8] != b"ftyp":
        return False
    (size,) = struct.unpack_from(">I", content)
    listed = content[8:12] + content[16 : min(size, 256)]
    brands = {listed[at : at + 4] for at in range(0, len(listed), 4)}
    return bool(brands & _HEIC_BRANDS) or bool(brands & _HEIF_BRANDS and not brands & _AVIF_BRANDS)


def read_png(content: Content) -> list[Span]:
    """Return the chunks that draw a PNG.

    Raises:
        RefusedFileError: it is cut short or damaged, or has too many pixels.
    """
    at = len(PNG_SIGNATURE)
    kept: list[Span] = [(0, at)]
    kinds: list[bytes] = []
    while len(kinds) < _MOST_PARTS:
        header = content[at : at + 8]
        if len(header) < 8:  # noqa: PLR2004 - of a chunk: length and kind
            raise RefusedFileError(Refusal.DAMAGED)
        length, kind = struct.unpack(">I4s", header)
        end = at + 12 + length
        if end > len(content) or struct.unpack_from(">I", content, end - 4)[0] != _checksum(
            content, at + 4, end - 4
        ):
            raise RefusedFileError(Refusal.DAMAGED)
        if not kinds:
            _check_png_header(kind, content[at + 8 : end - 4])
        kinds.append(kind)
        if kind in _KEPT_CHUNKS:
            kept.append((at, end))
        at = end
        if kind == b"IEND":
            break
    if kinds[-1] != b"IEND":
        raise RefusedFileError(Refusal.TOO_COMPLEX)
    if b"IDAT" not in kinds:
        raise RefusedFileError(Refusal.DAMAGED)
    return kept


def _checksum(content: Content, start: int, end: int) -> int:
    checksum = 0
    for piece in pieces(content, start, end):
        checksum = crc32(piece, checksum)
    return checksum


def _check_png_header(kind: bytes, body: bytes) -> None:
    if kind != b"IHDR" or len(body) != 13:  # noqa: PLR2004 - bytes, by the standard
        raise RefusedFileError(Refusal.DAMAGED)
    _check_pixels(*struct.unpack_from(">II", body))


def read_jpeg(content: Content) -> list[Span]:
    """Return the parts of the first picture of a JPEG, without comments and without what follows it.

    Raises:
        RefusedFileError: it is cut short or damaged, or has too many pixels.
    """
    at, scans, framed = len(JPEG_START), 0, False
    kept: list[Span] = [(0, at)]
    for _ in range(_MOST_PARTS):
        if content[at : at + 1] != b"\xff":
            raise RefusedFileError(Refusal.DAMAGED)
        filled = _JPEG_FILLING.match(content, at)
        at = filled.end() - 1 if filled else at
        marker = content[at + 1] if at + 1 < len(content) else 0
        if marker == _JPEG_END:
            kept.append((at, at + 2))
            break
        end = at + 2 if marker in _JPEG_STANDALONE else _end_of_segment(content, at)
        if marker in _JPEG_FRAMES:
            _check_frame(content[at + 4 : end])
            framed = True
        if marker == _JPEG_SCAN:
            scans += 1
            end = _end_of_scan(content, end)
        if _is_kept(marker, content[at + 4 : min(end, at + 4 + _LONGEST_NAME)]):
            kept.append((at, end))
        at = end
    else:
        raise RefusedFileError(Refusal.TOO_COMPLEX)
    if not (framed and 0 < scans <= _MOST_SCANS):
        raise RefusedFileError(Refusal.TOO_COMPLEX if scans else Refusal.DAMAGED)
    return kept


def _is_kept(marker: int, beginning: bytes) -> bool:
    if marker in _JPEG_APPLICATIONS:
        return marker in _JPEG_KEPT_APPLICATIONS and beginning.startswith(_JPEG_KEPT_APPLICATIONS[marker])
    return marker != _JPEG_COMMENT


def _end_of_segment(content: Content, at: int) -> int:
    if at + 4 > len(content):
        raise RefusedFileError(Refusal.DAMAGED)
    (length,) = struct.unpack_from(">H", content, at + 2)
    end = at + 2 + int(length)
    if length < 2 or end > len(content):  # noqa: PLR2004 - the length counts itself
        raise RefusedFileError(Refusal.DAMAGED)
    return end


def _end_of_scan(content: Content, at: int) -> int:
    """Return the end of a scan's coded data: the next marker that is neither a stuffed byte nor a restart."""
    found = _JPEG_MARKER.search(content, at)
    if found is None:
        raise RefusedFileError(Refusal.DAMAGED)
    return found.start()


def _check_frame(frame: bytes) -> None:
    if len(frame) < 6:  # noqa: PLR2004 - bytes: precision, two sizes, components
        raise RefusedFileError(Refusal.DAMAGED)
    height, width = struct.unpack_from(">HH", frame, 1)
    _check_pixels(width, height)


def read_heic(content: Content) -> Span:
    """Return where the boxes of a HEIC stand, without what follows them.

    Raises:
        RefusedFileError: it is cut short or damaged, or has too many pixels.
    """
    end, kinds, sizes = 0, set[bytes](), list[tuple[int, int]]()
    for kind, start, stop in _boxes(content, 0, len(content)):
        # A camera may append data that is not part of the picture.
        if not kind.isalnum() and {b"meta", b"mdat"} <= kinds:
            break
        if stop > len(content):
            raise RefusedFileError(Refusal.DAMAGED)
        kinds.add(kind)
        if kind == b"meta":
            sizes += list(_heic_sizes(content, start + 4, stop))
        end = stop
    if not ({b"meta", b"mdat"} <= kinds and sizes):
        raise RefusedFileError(Refusal.DAMAGED)
    for width, height in sizes:
        _check_pixels(width, height)
    return 0, end


def _heic_sizes(content: Content, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sizes of all pictures in a HEIC; a tiled one has its own size and those of its tiles."""
    for body, stop in _boxes_of(content, b"iprp", start, end):
        for inner, inner_stop in _boxes_of(content, b"ipco", body, stop):
            for size, size_stop in _boxes_of(content, b"ispe", inner, inner_stop):
                if size_stop - size >= 12:  # noqa: PLR2004 - bytes: version, two sizes
                    width, height = struct.unpack_from(">II", content, size + 4)
                    yield width, height


def _boxes_of(content: Content, wanted: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the start and end of the content of each box of the wanted kind in a range."""
    for kind, body, stop in _boxes(content, start, end):
        if kind == wanted and stop <= end:
            yield body, stop


def _boxes(content: Content, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the kind, the start of the content and the end of each box of an ISO base media file."""
    for _ in range(_MOST_PARTS):
        if at + 8 > end:
            return
        size, kind = struct.unpack_from(">I4s", content, at)
        body = at + 8
        if size == 1 and at + 16 <= end:
            (size,) = struct.unpack_from(">Q", content, body)
            body += 8
        stop = end if size == 0 else at + size
        if stop < body:
            raise RefusedFileError(Refusal.DAMAGED)
        yield kind, body, stop
        at = stop
    raise RefusedFileError(Refusal.TOO_COMPLEX)


def _check_pixels(width: int, height: int) -> None:
    if not (width and height):
        raise RefusedFileError(Refusal.DAMAGED)
    if width * height > MOST_PIXELS:
        raise RefusedFileError(Refusal.TOO_COMPLEX)
