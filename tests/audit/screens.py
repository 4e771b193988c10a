"""`make screens`: pictures of every screen, and the page that shows them all, in docs/screens/.

They are pages; those of some screens as Flutter draws them stand in a folder beside them.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.async_api import Page

from tests.audit.journeys import JOURNEYS, Journey, ending
from tests.audit.renderings import PICTURED, Rendering
from tests.audit.screen import Screen
from tests.audit.visits import NOW, stops, visiting
from tests.flutter.journeys import JOURNEYS as FLUTTER_JOURNEYS
from tests.flutter.visitor import FlutterVisitor
from tests.flutter.visits import FlutterWeb, pictured
from tests.support import browser
from tests.support.processes import ROOT, Program, Web, running
from tests.support.visitor import Visitor

FOLDER = ROOT / "docs" / "screens"
ALL_JOURNEYS = (*JOURNEYS, ending, *FLUTTER_JOURNEYS)
_COLOURS = 48
_SHOWN_WIDTH = {412: 206, 1280: 480, 320: 160}


Stopping = AsyncIterator[tuple[Page, Screen, Rendering]]
Stops = Callable[[Journey, Visitor, Program], Stopping]


class Drawing(NamedTuple):
    """What draws the screens of a journey.

    Attributes:
        host: serves them.
        visitor: whom it serves.
        stops: shows each.
        longer: whether a page may be longer than its window; Flutter's window is as long as what is in it, and what the
            browser has beside it of former screens belongs to no picture.
    """

    host: type[Web]
    visitor: type[Visitor]
    stops: Stops
    longer: bool


_HTML = Drawing(Web, Visitor, partial(stops, renderings=PICTURED), longer=True)
_FLUTTER = Drawing(FlutterWeb, FlutterVisitor, pictured, longer=False)


async def main(names: Sequence[str]) -> None:
    """Make the folder anew; or, where journeys are named, take their pictures again."""
    if not names:
        for old in FOLDER.rglob("*.png"):
            old.unlink()
    screens = [screen for seen in (await take(FOLDER, names)).values() for screen in seen]
    if not names:
        (FOLDER / "README.md").write_text(_index(screens), encoding="utf-8")


async def take(folder: Path, names: Collection[str]) -> dict[str, list[Screen]]:
    """Take the pictures of the journeys of these names, or of all where none is named, into the folder.

    Returns:
        The screens of each journey, by its name.
    """
    journeys = [journey for journey in ALL_JOURNEYS if not names or journey.__name__ in names]
    # Two at once, each with a server and a browser of its own.
    lanes = await asyncio.gather(_travel(folder, journeys[::2]), _travel(folder, journeys[1::2]))
    seen = {journey: screens for lane in lanes for journey, screens in lane.items()}
    return {journey.__name__: seen[journey] for journey in journeys}


async def _travel(pictures: Path, journeys: Sequence[Journey]) -> dict[Journey, list[Screen]]:
    """Go on these journeys, one after the other."""
    seen: dict[Journey, list[Screen]] = {}
    async with browser.chromium() as chromium:
        for journey in journeys:
            drawing = _FLUTTER if journey in FLUTTER_JOURNEYS else _HTML
            idle = {"MON_COMPTE_SESSION_IDLE_SECONDS": "115"} if journey is ending else {}
            with (
                tempfile.TemporaryDirectory() as folder,
                running(
                    Path(folder), host=drawing.host, still_at=NOW, MON_COMPTE_DEMO_NOW=NOW, **idle
                ) as program,
            ):
                async with visiting(chromium, program, kind=drawing.visitor) as visitor:
                    seen[journey] = await _picture(
                        pictures, drawing.stops(journey, visitor, program), longer=drawing.longer
                    )
    return seen


async def _picture(folder: Path, stopping: Stopping, *, longer: bool) -> list[Screen]:
    screens: dict[str, Screen] = {}
    taken = b""
    async for page, screen, rendering in stopping:
        screens[screen.name] = screen
        taken = await _still(page, unlike=taken, longer=longer)
        _save(taken, folder / file_name(screen, rendering))
    return list(screens.values())


async def _still(page: Page, *, unlike: bytes, longer: bool) -> bytes:
    """Take the picture once nothing moves any more, and it is no longer the one taken before."""
    before = b""
    while (now := await page.screenshot(full_page=longer)) != before or now == unlike:
        before = now
    return now


def _save(picture: bytes, path: Path) -> None:
    """Keep a picture in the colours that it has most of, each as it is: a palette made of means would tint the rest."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    counted = image.getcolors(image.width * image.height) or []
    most = sorted(counted, reverse=True)[:_COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in most if isinstance(colour, tuple) for part in colour])
    path.parent.mkdir(exist_ok=True)
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)


def file_name(screen: Screen, rendering: Rendering) -> str:
    """Return the name of a picture's file."""
    return f"{screen.name}-{rendering.name}.png"


def _index(screens: list[Screen]) -> str:
    parts = [
        (
            "# Every screen\n\nMade by `make screens` from the running program, with the demonstration's accounts: "
            "on a phone, light and dark, in a wide window, and 320 pixels wide with text twice as large. "
            "They are pages in a browser; those at the end are drawn by Flutter, as phones and desktops show them.\n"
        )
    ]
    for screen in screens:
        pictures = " ".join(
            f'<img src="{file_name(screen, rendering)}" width="{_SHOWN_WIDTH[rendering.width]}" '
            f'alt="{screen.shows}, {rendering.name.replace("-", " ")}">'
            for rendering in PICTURED
        )
        parts.append(f"## {screen.shows}\n\n{pictures}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
