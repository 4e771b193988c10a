"""Photographs of a document: made smaller, turned, cropped, put together."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from app.steps.photos import SIDES, Crop, NoPhotoError, Photo, cropped, pdf_of, photo_of, turned
from server.inspection import Judged, judge
from tests.support.files import heic, pdf, picture


def photograph(width: int = 3000, height: int = 4000, *, orientation: int = 1) -> bytes:
    """A photograph as telephones take them: red above, blue below."""
    taken = Image.new("RGB", (width, height), "blue")
    taken.paste("red", (0, 0, width, height // 2))
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = io.BytesIO()
    taken.save(content, "JPEG", exif=exif.tobytes())
    return content.getvalue()


def shown(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return bool(pixel[0] > 200 and pixel[2] < 60)


def pictures_of(document: bytes) -> list[Image.Image]:
    return [
        each.image for page in PdfReader(io.BytesIO(document)).pages for each in page.images if each.image
    ]


async def test_a_photograph_is_made_smaller_and_upright() -> None:
    """It is as large as one reads it, and stands as the telephone was held, not as its sensor lies."""
    upright, lying = await photo_of(photograph()), await photo_of(photograph(4000, 3000, orientation=6))
    assert shown(upright.picture).size == (1650, 2200)
    assert shown(lying.picture).size == (1650, 2200)
    assert is_red(shown(upright.picture).getpixel((800, 100)))
    assert is_red(shown(lying.picture).getpixel((1600, 1000)))
    assert max(shown(upright.preview).size) == 320


async def test_turned_and_cropped() -> None:
    """A quarter to the right brings what was above to the right, also what was cropped there."""
    photo = await photo_of(photograph())
    photo = await turned(photo)
    preview = shown(photo.preview)
    assert preview.width > preview.height
    assert is_red(preview.getpixel((preview.width - 10, 100)))
    photo = await cropped(photo, Crop(right=45))
    assert not is_red(shown(photo.preview).getpixel((10, 100)))
    photo = await turned(photo)
    assert photo.crop == Crop(bottom=45)


@given(st.lists(st.sampled_from(SIDES), max_size=40), st.integers(0, 4))
@settings(deadline=None)
def test_something_is_left_of_a_picture(sides: list[str], turns: int) -> None:
    """However often one crops and turns, a tenth of each side stays, and four turns change nothing."""
    crop = Crop()
    for side in sides:
        crop = crop.more(side)
    assert crop.left + crop.right <= 90
    assert crop.top + crop.bottom <= 90
    again = crop
    for _ in range(4):
        again = again.turned()
    assert again == crop
    assert turns < 5


async def test_one_pdf_that_is_taken(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Twelve photographs are twelve pages in their order, as they were turned and cropped; the judge takes them."""
    first = await photo_of(photograph())
    second = await cropped(await turned(first), Crop(left=25))
    document = await pdf_of([first, second, *[first] * 10])
    assert len(document) < 10 * 1024 * 1024
    file = tmp_path_factory.mktemp("pdf") / "document"
    file.write_bytes(document)
    judged = judge(file, None)
    assert isinstance(judged, Judged)
    assert judged.media_type == "application/pdf"
    pages = pictures_of(document)
    assert [page.size for page in pages[:3]] == [(1650, 2200), (1650, 1650), (1650, 2200)]
    assert len(pages) == 12


async def test_what_was_cropped_is_gone() -> None:
    """What somebody cuts off a photograph is not hidden in the document, it is not in it."""
    photo = await photo_of(photograph())
    (page,) = pictures_of(await pdf_of([await cropped(photo, Crop(top=45))]))
    assert page.height < 2200 * 0.56


async def test_the_same_photographs_give_the_same_document() -> None:
    """Sending goes on after a cut only where the bytes are the same."""
    one, two = [await photo_of(photograph(600, 800)) for _ in range(2)]
    assert await pdf_of([one, two]) == await pdf_of([two, one])


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90" + b"\0" * 900, pdf(), heic(), picture("JPEG")[:40], picture("PNG")[:-40]],
    ids=["nothing", "program", "pdf", "heic", "cut", "cut-png"],
)
async def test_what_is_no_photograph(content: bytes) -> None:
    """Anything else is left as it is: the server judges it."""
    with pytest.raises(NoPhotoError):
        await photo_of(content)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "RGB"])
async def test_pictures_of_any_kind(mode: str) -> None:
    """A picture of the screen, a grey one and one that shines through are put on white paper."""
    content = io.BytesIO()
    Image.new(mode, (40, 30)).save(content, "PNG")
    photo = await photo_of(content.getvalue())
    assert isinstance(photo, Photo)
    assert shown(photo.picture).size == (40, 30)
