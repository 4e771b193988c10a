"""The ways in which each screen is looked at."""

import json
from typing import Literal, NamedTuple

from playwright.async_api import Page

from tests.support.visitor import DESKTOP, PHONE


class Look(NamedTuple):
    """A width in CSS pixels, a colour scheme, and how large the reader has text shown, in percent."""

    name: str
    width: int
    scheme: Literal["light", "dark"] = "light"
    text: int = 100


SMALL = Look("320-texte-200", 320, text=200)
LOOKS = (
    Look("412-clair", 412),
    Look("412-sombre", 412, "dark"),
    Look("1280-sombre", 1280, "dark"),
    Look("1280-clair", 1280),
    SMALL,
)
PICTURED = tuple(look for look in LOOKS if look.name != "1280-sombre")
"""Enough to see every screen, in few enough megabytes."""
_TALLEST = 6_000
# Flutter writes a new semantic tree after each drawing: once it has stayed the same for a while, the screen is drawn.
# The program hears of a new width a little later: in a narrow window the heading has to be where it has it.
_SETTLED = """([width, bars]) => new Promise((resolve) => {
  const host = document.querySelector('flt-semantics-host');
  const read = () => host.innerHTML.replaceAll(/\\d+ s\\b/g, '');
  let before = read(), same = 0;
  const look = () => {
    const now = read();
    const root = host.firstElementChild?.getBoundingClientRect().width;
    const heading = host.querySelector('h1');
    const placed = bars
      ? !heading || heading.getBoundingClientRect().left < width / 3
      : !host.querySelector('[role=tablist]');
    const ready = now === before && Math.round(root) === width && placed;
    same = ready ? same + 1 : 0;
    before = now;
    if (same > 7) resolve(); else setTimeout(() => requestAnimationFrame(look), 40);
  };
  look();
})"""
_HIDDEN_BELOW = """() => Math.max(0, ...[...document.querySelectorAll('flt-semantics[role=group]')]
  .map((scrolled) => scrolled.scrollHeight - scrolled.clientHeight))"""
# Left and right of everything that is said or pressed, where it lies beyond the page.
_CUT = """() => [...document.querySelectorAll('flt-semantics-host *')]
  .filter((node) => node.matches('input, a, h1, h2, h3, [role], span') || node.childElementCount === 0)
  .map((node) => [node.textContent.trim() || node.ariaLabel || node.tagName, node.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.left < -1 || box.right > innerWidth + 1))
  .map(([name, box]) => `${name}: ${Math.round(box.left)}–${Math.round(box.right)}`)"""
_WIDE = 840
FITTING = {412: 915, 1280: 900, 320: 915}
"""Heights of windows, by their widths, that grow with what is in them, as pictures have it."""
ROOMY = {412: PHONE.height, 1280: DESKTOP.height, 320: 3_000}
"""Heights that seldom need to: a window that changes its size has everything drawn again."""


async def look_at(page: Page, look: Look, height: int | None) -> None:
    """Show the screen so, tall enough to be seen whole; `height` is that of the window, None to leave it as it is."""
    await page.emulate_media(color_scheme=look.scheme, reduced_motion="reduce")
    await page.evaluate(f"document.documentElement.style.fontSize = {json.dumps(f'{look.text}%')}")
    if height is not None:
        await page.set_viewport_size({"width": look.width, "height": height})
    await _settle(page, look)
    below = await page.evaluate(_HIDDEN_BELOW)
    if below:
        shown = await page.evaluate("innerHeight")
        await page.set_viewport_size({"width": look.width, "height": min(_TALLEST, shown + below)})
        await _settle(page, look)


async def cut_off(page: Page) -> list[str]:
    """List what is said or pressed beyond the left or the right of the page."""
    await page.evaluate(_SETTLED, [await page.evaluate("innerWidth"), True])
    found: list[str] = await page.evaluate(_CUT)
    return found


async def look_as_before(page: Page) -> None:
    """Show the screen as the visitor knew it."""
    await look_at(page, LOOKS[0], PHONE.height)


async def _settle(page: Page, look: Look) -> None:
    await page.evaluate(_SETTLED, [look.width, look.width < _WIDE])
