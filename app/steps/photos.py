"""Photographs of a document: made smaller, turned, cropped, and put together as one PDF.

Twelve photographs of a telephone are sixty megabytes; made for reading they are a twentieth of that.
All of it takes time and memory, and is done by one thread of its own, one picture at once: a host does it for many
people, whose other work does not wait for it.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL.Image import Image

_T = TypeVar("_T")

_LONGEST: Final = 2200
"""Pixels: A4 at 190 dots an inch, at which small print can be read."""
_QUALITY: Final = 80
_MOST_PIXELS: Final = 50_000_000
"""The most that telephones save: what is larger is sent as it is."""
_PREVIEW: Final = 320
_PREVIEW_QUALITY: Final = 60
_CROPPED_MOST: Final = 45
"""Per cent of a side: something is left of every picture."""
_A4_LONGEST: Final = 842
"""Points."""
_WORKER: Final = ThreadPoolExecutor(1, thread_name_prefix="photos")

STEP: Final = 5
"""Per cent of a side that one press crops."""

SIDES: Final = ("top", "bottom", "left", "right")
_TURNED: Final = ("top", "right", "bottom", "left")


class NoPhotoError(Exception):
    """It is no picture that can be worked on here: another kind of file, a damaged one, or one of too many pixels."""


@dataclass(frozen=True, slots=True)
class Crop:
    """What is cut off each side, in per cent of it, of the picture as it is turned."""

    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0

    def more(self, side: str) -> Crop:
        """Return one step more cut off a side."""
        wanted = min(_CROPPED_MOST, getattr(self, side) + STEP)
        return Crop(**{each: wanted if each == side else getattr(self, each) for each in SIDES})

    def turned(self) -> Crop:
        """Return the same part of the picture once it is turned clockwise."""
        return Crop(
            **{_TURNED[(rank + 1) % len(_TURNED)]: getattr(self, each) for rank, each in enumerate(_TURNED)}
        )


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph, made for reading.

    Attributes:
        picture: it, as JPEG, as it was taken.
        turns: how often it is turned clockwise by a quarter.
        crop: what is cut off.
        preview: a small JPEG of what comes of it.
    """

    picture: bytes = field(repr=False)
    turns: int
    crop: Crop
    preview: bytes = field(repr=False)


async def photo_of(content: bytes) -> Photo:
    """Return a photograph from a file.

    Raises:
        NoPhotoError: it is no picture that can be read.
    """
    return await _worked(_made, content)


async def turned(photo: Photo) -> Photo:
    """Return a photograph turned clockwise by a quarter."""
    changed = replace(photo, turns=(photo.turns + 1) % 4, crop=photo.crop.turned())
    return await _worked(_with_preview, changed)


async def cropped(photo: Photo, crop: Crop) -> Photo:
    """Return a photograph cropped otherwise."""
    return await _worked(_with_preview, replace(photo, crop=crop))


async def pdf_of(photos: Sequence[Photo]) -> bytes:
    """Return photographs as the pages of one PDF; the same ones give the same bytes, so that a cut can be taken up."""
    pages = [await _worked(_page, photo) for photo in photos]
    return _pdf(pages)


async def _worked(work: Callable[..., _T], *given: object) -> _T:
    """Return what the thread of photographs makes, once it has come to it."""
    return await asyncio.get_running_loop().run_in_executor(_WORKER, partial(work, *given))


def _made(content: bytes) -> Photo:
    from PIL import Image, ImageOps  # a tenth of a second that who sends nothing does not wait

    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise NoPhotoError
            # A JPEG can be read at half its size, or less, at once.
            opened.draft("RGB", (_LONGEST, _LONGEST))
            picture = _on_white(ImageOps.exif_transpose(opened))
    # Pillow fails in any of these ways on what is no picture.
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NoPhotoError from error
    picture.thumbnail((_LONGEST, _LONGEST))
    return Photo(_jpeg(picture, _QUALITY), 0, Crop(), _small(picture))


def _on_white(picture: Image) -> Image:
    """Return a picture without what shines through it, which a JPEG has not."""
    from PIL import Image

    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return picture.convert("RGB")


def _with_preview(photo: Photo) -> Photo:
    return replace(photo, preview=_small(_as_shown(photo)))


def _as_shown(photo: Photo) -> Image:
    from PIL import Image

    with Image.open(BytesIO(photo.picture)) as opened:
        picture = opened.rotate(-90 * photo.turns, expand=True)
    crop, width, height = photo.crop, picture.width, picture.height
    if crop == Crop():
        return picture
    return picture.crop(
        (
            width * crop.left // 100,
            height * crop.top // 100,
            width - width * crop.right // 100,
            height - height * crop.bottom // 100,
        )
    )


def _small(picture: Image) -> bytes:
    small = picture.copy()
    small.thumbnail((_PREVIEW, _PREVIEW))
    return _jpeg(small, _PREVIEW_QUALITY)


def _jpeg(picture: Image, quality: int) -> bytes:
    content = BytesIO()
    picture.save(content, "JPEG", quality=quality)
    return content.getvalue()


def _page(photo: Photo) -> tuple[bytes, tuple[int, int]]:
    """Return what a photograph becomes, as JPEG, and its size in pixels."""
    from PIL import Image

    if photo.turns or photo.crop != Crop():
        picture = _as_shown(photo)
        return _jpeg(picture, _QUALITY), picture.size
    with Image.open(BytesIO(photo.picture)) as opened:
        return photo.picture, opened.size


def _pdf(pages: Sequence[tuple[bytes, tuple[int, int]]]) -> bytes:
    """Write a PDF whose pages are JPEGs, as large as A4 or less, without a date."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    starts: list[int] = []

    def write(body: bytes) -> None:
        starts.append(len(out))
        out.extend(b"%d 0 obj\n%b\nendobj\n" % (len(starts), body))

    first = 3
    kids = b" ".join(b"%d 0 R" % (first + 3 * rank) for rank in range(len(pages)))
    write(b"<</Type/Catalog/Pages 2 0 R>>")
    write(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), kids))
    for rank, (content, size) in enumerate(pages):
        scale = _A4_LONGEST / max(size)
        width, height = (round(side * scale) for side in size)
        number = first + 3 * rank
        write(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</XObject<</P %d 0 R>>>>>>"
            % (width, height, number + 1, number + 2)
        )
        drawn = b"q %d 0 0 %d 0 0 cm /P Do Q" % (width, height)
        write(b"<</Length %d>>\nstream\n%b\nendstream" % (len(drawn), drawn))
        write(
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"
            b"/Filter/DCTDecode/Length %d>>\nstream\n%b\nendstream" % (*size, len(content), content)
        )
    table = len(out)
    rows = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(starts) + 1
    out.extend(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, rows))
    out.extend(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, table))
    return bytes(out)
