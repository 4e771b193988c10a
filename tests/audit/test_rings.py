"""Where the focus is is seen: measured on the pixels that it changes."""

from collections.abc import Awaitable, Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Browser, ElementHandle, FloatRect, Page

from tests.audit import reading
from tests.audit.visits import visiting
from tests.support.processes import Program
from tests.support.visitor import NIR, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_LEAST_CONTRAST = 3.0
"""Between a pixel with the focus and without (WCAG 2.4.13)."""
_LEAST_WIDTH = 2.0
"""Of a ring, in CSS pixels; corners are rounded, and so is the measure."""
_ROUNDED = 0.8
_ROUND = 0.7
"""Of the sides of a square, what a circle in it has around it: 0.79."""
_AROUND = 8
_EDGE = 4
# One of each kind: what has the same element, type and role is drawn by the same rules.
_KINDS = """() => {
  const kinds = new Map();
  for (const node of document.querySelectorAll('a[href], button, input, summary')) {
    if (!stops().includes(stop_of(node))) continue;
    const [look] = [...node.classList].filter((name) => !/^r[0-9a-f]{10}$/.test(name)).slice(-1);
    const kind = [node.localName, node.type, node.role, look].join();
    if (!kinds.has(kind)) kinds.set(kind, node);
  }
  return [...kinds.values()];
}"""

_PLAIN = {
    "color_scheme": "light",
    "contrast": "no-preference",
    "forced_colors": "none",
    "reduced_motion": "reduce",
}
_LOOKS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"color_scheme": "light", "contrast": "more"},
    {"color_scheme": "dark", "contrast": "more"},
    {"forced_colors": "active"},
)
_FRAMED = "input, .filled, .outlined, [aria-pressed]:not([role=toolbar] *)"
"""What has a frame around it, whatever the colours; the rest are words, and bars."""


async def _sign_in(visitor: Visitor) -> None:
    await visitor.open("/connexion", "Connexion")
    await visitor.type(NIR, "1")
    await visitor.button("Se connecter").click()
    await visitor.reads("2 corrections à faire")


async def _creation(visitor: Visitor) -> None:
    await visitor.open("/creer-mon-compte", "Créer Mon Compte")
    await visitor.button("Commencer").click()
    await visitor.sees("Votre état civil")


async def _account(visitor: Visitor) -> None:
    await visitor.sign_in("responsable-couple")
    await visitor.reads("617,42 €")


@pytest.mark.parametrize("screen", [_sign_in, _creation, _account], ids=lambda screen: screen.__name__[1:])
async def test_each_kind_of_control_has_a_ring(
    chromium: Browser, program: Program, screen: Callable[[Visitor], Awaitable[None]]
) -> None:
    """Its line is two pixels wide, and changes them by 3:1, in every look; forced colours leave it its frame, too."""
    async with visiting(chromium, program) as visitor:
        page = visitor.page
        await page.add_init_script(reading.WATCH)
        await screen(visitor)
        kinds = (await (await page.evaluate_handle(_KINDS)).get_properties()).values()
        faults = []
        for look in _LOOKS:
            await page.emulate_media(**(_PLAIN | look))
            for kind in kinds:
                node = kind.as_element()
                assert node is not None
                found = await _fault(page, node, framed="forced_colors" in look)
                faults += [f"{' '.join(look.values())}: {fault}" for fault in found]
        assert not faults


async def _fault(page: Page, node: ElementHandle, *, framed: bool) -> list[str]:
    await node.scroll_into_view_if_needed()
    box = await node.bounding_box()
    assert box is not None
    clip: FloatRect = {
        "x": max(0, box["x"] - _AROUND),
        "y": max(0, box["y"] - _AROUND),
        "width": box["width"] + 2 * _AROUND,
        "height": box["height"] + 2 * _AROUND,
    }
    await page.keyboard.press("Shift")  # by the keyboard: a ring is for who has no pointer
    await node.evaluate("node => node.focus({ preventScroll: true, focusVisible: true })")
    seen = await page.screenshot(clip=clip)
    await node.evaluate("node => node.blur()")
    unseen = await page.screenshot(clip=clip)
    changed = sum(_contrast(now, then) >= _LEAST_CONTRAST for now, then in _pixels(seen, unseen))
    needed = 2 * (box["width"] + box["height"]) * _LEAST_WIDTH * _ROUNDED
    name = await node.evaluate(
        "node => `${node.localName} ${node.className} ${node.textContent}`.slice(0, 80)"
    )
    faults = []
    if changed < needed:
        faults.append(f"{name}: {changed} pixels change by 3:1, {needed:.0f} are needed")
    if framed and await node.evaluate("(node, framed) => node.matches(framed)", _FRAMED):
        line, around = _frame(unseen), 2 * (box["width"] + box["height"]) * _ROUND
        faults += [f"{name}: {line} pixels of frame, {around:.0f} are needed"] if line < around else []
    return faults


def _frame(picture: bytes) -> int:
    """Count what stands out by 3:1 from the page, near the edge of what stands in the middle of its picture."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    width, height = image.size
    inner = range(_AROUND + _EDGE, width - _AROUND - _EDGE), range(_AROUND + _EDGE, height - _AROUND - _EDGE)
    page = image.getpixel((0, 0))
    points = ((x, y) for x in range(width) for y in range(height) if x not in inner[0] or y not in inner[1])
    return sum(_contrast(image.getpixel(at), page) >= _LEAST_CONTRAST for at in points)  # type: ignore[arg-type] # RGB


def _pixels(one: bytes, other: bytes) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    pictures = [Image.open(BytesIO(picture)).convert("RGB") for picture in (one, other)]
    now, then = (picture.tobytes() for picture in pictures)
    for at in range(0, len(now), 3):
        if now[at : at + 3] != then[at : at + 3]:
            yield tuple(now[at : at + 3]), tuple(then[at : at + 3])


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the ratio of two colours, as WCAG has it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: tuple[int, ...]) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
