"""Pictures that differ are found, and those alone."""

from pathlib import Path

import pytest
from PIL import Image

from tests.support.pictures import compare

_SIZE = (30, 20)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Two folders that hold the same picture, and one for differences."""
    kept, taken = tmp_path / "kept", tmp_path / "taken"
    for folder in (kept, taken):
        folder.mkdir()
        Image.new("RGB", _SIZE, "white").save(folder / "same.png")
    return kept, taken, tmp_path / "differences"


def test_equal(folders: tuple[Path, Path, Path]) -> None:
    """Pictures of the same pixels are equal, in whatever way their files hold them."""
    kept, taken, differences = folders
    Image.new("RGB", _SIZE, "white").quantize(2).save(taken / "same.png", optimize=True)
    assert (taken / "same.png").read_bytes() != (kept / "same.png").read_bytes()
    assert compare(kept, taken, differences) == []
    assert not differences.exists()


def test_one_pixel(folders: tuple[Path, Path, Path]) -> None:
    """One pixel that is darker by one step in blue is found, and shown where it is."""
    kept, taken, differences = folders
    changed = Image.new("RGB", _SIZE, "white")
    changed.putpixel((7, 11), (255, 255, 254))
    changed.save(taken / "same.png")
    assert compare(kept, taken, differences) == ["same.png: 1 pixels, between (7, 11) and (7, 11)"]
    with Image.open(differences / "same.png") as sheet:
        marked = [
            (x, y)
            for x in range(sheet.width)
            for y in range(sheet.height)
            if sheet.getpixel((x, y)) == (230, 0, 60)
        ]
        assert marked == [(sheet.width - _SIZE[0] + 7, 11)]


def test_box(folders: tuple[Path, Path, Path]) -> None:
    """Of several pixels the line says how many, and the smallest box around them."""
    kept, taken, differences = folders
    changed = Image.new("RGB", _SIZE, "white")
    changed.paste("black", (2, 3, 4, 5))
    changed.putpixel((20, 10), (0, 0, 0))
    changed.save(taken / "same.png")
    assert compare(kept, taken, differences) == ["same.png: 5 pixels, between (2, 3) and (20, 10)"]


def test_size(folders: tuple[Path, Path, Path]) -> None:
    """A picture that has grown is no longer the same, though what it had is in it."""
    kept, taken, differences = folders
    Image.new("RGB", (30, 21), "white").save(taken / "same.png")
    assert compare(kept, taken, differences) == ["same.png: 30×20 before, 30×21 now"]
    assert (differences / "same.png").exists()


def test_missing_and_new(folders: tuple[Path, Path, Path]) -> None:
    """A picture that stands in one folder alone is named."""
    kept, taken, differences = folders
    (kept / "same.png").rename(kept / "gone.png")
    (taken / "same.png").rename(taken / "come.png")
    assert compare(kept, taken, differences) == ["come.png: new", "gone.png: missing"]


def test_partly(folders: tuple[Path, Path, Path]) -> None:
    """Where some pictures alone were taken, the others are not missing."""
    kept, taken, differences = folders
    Image.new("RGB", _SIZE, "white").save(kept / "other.png")
    assert compare(kept, taken, differences, partly=True) == []
