"""Two folders of pictures, compared pixel by pixel."""

from pathlib import Path

from PIL import Image, ImageChops

_MARK = (230, 0, 60)
_FADED = 0.75
"""How much of white is mixed into what did not change."""


def compare(kept: Path, taken: Path, differences: Path, *, partly: bool = False) -> list[str]:
    """Return a line for each picture that is not the same in both folders.

    Args:
        kept: what the pictures looked like before.
        taken: what they look like now.
        differences: where to draw, for each picture that changed: before, now, and now with what changed in red.
        partly: the pictures taken are some of those kept, so that a missing one is no difference.
    """
    before, now = (
        {str(path.relative_to(folder)) for path in folder.rglob("*.png")} for folder in (kept, taken)
    )
    lines: list[str] = []
    for name in sorted(before | now):
        if name not in now:
            lines += [] if partly else [f"{name}: missing"]
        elif name not in before:
            lines.append(f"{name}: new")
        elif difference := _difference(kept / name, taken / name, differences / name):
            lines.append(f"{name}: {difference}")
    return lines


def _difference(kept: Path, taken: Path, drawn: Path) -> str:
    """Return what differs in words, and draw it; nothing of two pictures that are the same."""
    before, now = (Image.open(path).convert("RGB") for path in (kept, taken))
    if before.size != now.size:
        _draw(drawn, before, now)
        return f"{before.width}×{before.height} before, {now.width}×{now.height} now"
    changed = _changed(before, now)
    box = changed.getbbox()
    if box is None:
        return ""
    faded = Image.blend(now, Image.new("RGB", now.size, "white"), _FADED)
    faded.paste(_MARK, mask=changed)
    _draw(drawn, before, now, faded)
    left, top, right, bottom = box
    return f"{changed.histogram()[255]} pixels, between ({left}, {top}) and ({right - 1}, {bottom - 1})"


def _changed(before: Image.Image, now: Image.Image) -> Image.Image:
    """Return a mask of the pixels that differ, by however little, in any of their three parts."""
    red, green, blue = ImageChops.difference(before, now).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([0] + [255] * 255)


def _draw(path: Path, *pictures: Image.Image) -> None:
    """Draw pictures side by side."""
    gap = 16
    width = sum(picture.width for picture in pictures) + gap * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, max(picture.height for picture in pictures)), "grey")
    left = 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width + gap
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path)
