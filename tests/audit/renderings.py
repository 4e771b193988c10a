"""The ways in which each screen is shown: width, colours, size of text."""

from typing import Literal, NamedTuple

from playwright.async_api import Page

from tests.support.visitor import PHONE


class Rendering(NamedTuple):
    """A width in CSS pixels, a colour scheme, and how large the reader has text shown, in percent."""

    name: str
    width: int
    scheme: Literal["light", "dark"] = "light"
    text: int = 100


SMALL = Rendering("320-texte-200", 320, text=200)
KNOWN = Rendering("412-clair", 412)
"""As the visitor of a journey sees the screen."""
RENDERINGS = (
    SMALL,
    Rendering("1280-clair", 1280),
    Rendering("1280-sombre", 1280, "dark"),
    Rendering("412-sombre", 412, "dark"),
    KNOWN,
)
"""Each width once, and last the one in which the journey goes on: a change of width has everything drawn again."""
PICTURED = tuple(rendering for rendering in reversed(RENDERINGS) if rendering.name != "1280-sombre")
"""Enough to see every screen, in few enough megabytes; first as the visitor sees it, with the focus where it is."""
_HEIGHTS = {412: PHONE.height, 1280: 900, 320: 640}
# Left and right of everything that is said or pressed, where it lies beyond the page; and the page, where it does.
_CUT = """() => {
  const isHidden = (node) => node && (node.clientWidth <= 1 && getComputedStyle(node).overflowX !== 'visible'
    && getComputedStyle(node).display !== 'inline' || isHidden(node.parentElement));
  return [...document.querySelectorAll('body *')]
  .filter((node) => node.matches('input, a, button, h1, h2, h3, td, th, label') || node.childElementCount === 0)
  .filter((node) => node.checkVisibility() && !node.closest('svg') && !isHidden(node))
  .map((node) => [node.textContent.trim() || node.ariaLabel || node.tagName, node.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.left < -1 || box.right > innerWidth + 1))
  .map(([name, box]) => `${name}: ${Math.round(box.left)}–${Math.round(box.right)}`)
  .concat(document.documentElement.scrollWidth > innerWidth + 1
    ? [`the page: ${document.documentElement.scrollWidth}`] : []);
}"""


async def render(page: Page, rendering: Rendering) -> None:
    """Show the screen that way."""
    await page.emulate_media(color_scheme=rendering.scheme, reduced_motion="reduce")
    await page.set_viewport_size({"width": rendering.width, "height": _HEIGHTS[rendering.width]})
    await page.evaluate(
        "size => { document.documentElement.style.fontSize = size; }",
        "" if rendering.text == 100 else f"{rendering.text}%",
    )


async def cut_off(page: Page) -> list[str]:
    """List what is said or pressed beyond the left or the right of the page."""
    found: list[str] = await page.evaluate(_CUT)
    return found
