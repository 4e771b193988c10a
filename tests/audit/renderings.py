"""The ways in which each screen is shown: size of the window and of text, colours."""

from typing import Literal, NamedTuple

from playwright.async_api import Page

from tests.support.visitor import PHONE


class Rendering(NamedTuple):
    """How a screen is shown.

    Attributes:
        name: of its pictures.
        width: of the window, in CSS pixels.
        height: of the window, in CSS pixels.
        scheme: the colour scheme that the system has.
        text: how large the reader has text shown, in percent.
        contrast: whether the system asks for more contrast.
        forced: whether the system gives every page its own colours.
    """

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    text: int = 100
    contrast: bool = False
    forced: bool = False


SMALL = Rendering("320-texte-200", 320, 640, text=200)
ZOOMED = Rendering("1280-zoom-400", 320, 256)
"""A window of 1280 by 1024 pixels, of which a page has a quarter each way where it is drawn four times as large."""
WIDE = Rendering("1280-clair", 1280, 900)
DARK = Rendering("412-sombre", 412, PHONE.height, "dark")
KNOWN = Rendering("412-clair", 412, PHONE.height)
"""As the visitor of a journey sees the screen."""
RENDERINGS = (
    SMALL,
    ZOOMED,
    WIDE,
    Rendering("1280-sombre-contraste", 1280, 900, "dark", contrast=True),
    Rendering("1280-couleurs-forcees", 1280, 900, forced=True),
    DARK,
    Rendering("412-contraste", 412, PHONE.height, contrast=True),
    KNOWN,
)
"""Each width once, and last the one in which the journey goes on: a change of width has everything laid out again."""
PICTURED = (KNOWN, DARK, WIDE, SMALL)
"""Enough to see every screen, in few enough megabytes; first as the visitor sees it, with the focus where it is."""
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
    await page.emulate_media(
        color_scheme=rendering.scheme,
        reduced_motion="reduce",
        contrast="more" if rendering.contrast else "no-preference",
        forced_colors="active" if rendering.forced else "none",
    )
    await page.set_viewport_size({"width": rendering.width, "height": rendering.height})
    await page.evaluate(
        "size => { document.documentElement.style.fontSize = size; }",
        "" if rendering.text == 100 else f"{rendering.text}%",
    )


async def cut_off(page: Page) -> list[str]:
    """List what is said or pressed beyond the left or the right of the page."""
    found: list[str] = await page.evaluate(_CUT)
    return found
