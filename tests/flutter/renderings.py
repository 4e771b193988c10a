"""The ways in which each screen is shown where Flutter draws it, which takes its time."""

from collections.abc import Mapping
from typing import NamedTuple

from playwright.async_api import Page

from tests.audit.renderings import Rendering
from tests.support.patience import PATIENCE_S
from tests.support.visitor import PHONE

_TALLEST, _GROWTHS = 6_000, 3
_PATIENCE_MS = PATIENCE_S * 1000
# Flutter writes into its semantic tree after each drawing: once nothing was written for a while, the screen is drawn.
# The program hears of a new width a little later: in a narrow window the heading then stands near the left.
_SETTLED = """([width, bars, quiet, patience, fresh]) => new Promise((resolve, reject) => {
  const begun = performance.now();
  const host = document.querySelector('flt-semantics-host');
  if (!host.watch) {
    host.written = begun;
    host.watch = new MutationObserver(() => { host.written = performance.now(); });
    host.watch.observe(host, { subtree: true, childList: true, attributes: true, characterData: true });
  }
  if (fresh) host.written = begun;
  const look = () => {
    const heading = host.querySelector('h1');
    const placed = bars
      ? !heading || heading.getBoundingClientRect().left < width / 3
      : !host.querySelector('[role=tablist]');
    const wide = Math.round(host.firstElementChild?.getBoundingClientRect().width) === width;
    const now = performance.now();
    const settled = now - host.written >= quiet && wide && placed;
    if (settled) return resolve();
    if (now - begun < patience) return setTimeout(look, 20);
    reject(`never settled: written ${Math.round(now - host.written)} ms ago, wide: ${wide}, placed: ${placed}`);
  };
  look();
})"""
_TEXT_WITH_SIZE = """(size) => addEventListener('resize', () => {
  document.documentElement.style.fontSize = size;
}, { once: true, capture: true })"""
# What scrolls is a group for Flutter, too, and the only kind without a name.
_HIDDEN_BELOW = """() => Math.max(0, ...[...document.querySelectorAll('flt-semantics[role=group]:not([aria-label])')]
  .map((scrolled) => scrolled.scrollHeight - scrolled.clientHeight))"""
# Left and right of everything that is said or pressed, where it lies beyond the page.
_CUT = """() => [...document.querySelectorAll('flt-semantics-host *')]
  .filter((node) => node.matches('input, a, h1, h2, h3, [role], span') || node.childElementCount === 0)
  .map((node) => [node.textContent.trim() || node.ariaLabel || node.tagName, node.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.left < -1 || box.right > innerWidth + 1))
  .map(([name, box]) => `${name}: ${Math.round(box.left)}–${Math.round(box.right)}`)"""
_WIDE = 840
_COLOURED_MS = 60
"""Of quiet, after a change of colours alone: the semantic tree says nothing of it."""


class Windows(NamedTuple):
    """Heights of windows, by their widths, and the milliseconds of quiet after a change that moves what is in them."""

    heights: Mapping[int, int]
    quiet_ms: int


FITTING = Windows({412: 915, 1280: 900, 320: 915}, 500)
"""They grow with what is in them, as pictures have it."""
ROOMY = Windows({412: PHONE.height, 1280: 1_500, 320: 4_000}, 250)
"""They seldom need to: a window that changes its size has everything drawn again."""


async def render(page: Page, rendering: Rendering, windows: Windows, before: Rendering | None = None) -> None:
    """Show the screen that way, tall enough to be seen whole.

    Args:
        page: what shows it.
        rendering: how to show it.
        windows: what it is shown in.
        before: how it is shown now; None where nobody knows.
    """
    coloured = before is not None and before.width == rendering.width
    await page.emulate_media(color_scheme=rendering.scheme, reduced_motion="reduce")
    if coloured:
        await _settle(page, rendering.width, _COLOURED_MS)
        return
    # With the resizing, not before: each change has everything laid out again.
    await page.evaluate(_TEXT_WITH_SIZE, f"{rendering.text}%")
    shown = least = windows.heights[rendering.width]
    await _resize(page, rendering.width, least, windows)
    # A redrawing that comes late may change how much there is. It is measured in the least window alone: one that has
    # just grown may still say what lay below it before.
    for _ in range(_GROWTHS):
        if shown > least:
            if not await page.evaluate(_HIDDEN_BELOW):
                break
            await _resize(page, rendering.width, least, windows)
        needed = min(_TALLEST, least + await _hidden_below(page, rendering.width, windows))
        if needed > least:
            await _resize(page, rendering.width, needed, windows)
        if needed == shown:
            break
        shown = needed


async def _resize(page: Page, width: int, height: int, windows: Windows) -> None:
    await page.set_viewport_size({"width": width, "height": height})
    await _settle(page, width, windows.quiet_ms)


async def _hidden_below(page: Page, width: int, windows: Windows) -> int:
    """Return how much of the screen lies below the window; for pictures, the same after more quiet."""
    below: int = await page.evaluate(_HIDDEN_BELOW)
    sure = windows is not FITTING
    while not sure:
        await _settle(page, width, windows.quiet_ms)
        before, below = below, await page.evaluate(_HIDDEN_BELOW)
        sure = below == before
    return below


async def cut_off(page: Page) -> list[str]:
    """List what is said or pressed beyond the left or the right of the page."""
    await _settle(page, await page.evaluate("innerWidth"), ROOMY.quiet_ms, changed=False)
    found: list[str] = await page.evaluate(_CUT)
    return found


async def _settle(page: Page, width: int, quiet_ms: int, *, changed: bool = True) -> None:
    """Wait for quiet, counted from now where something was changed just now, else from what was written last."""
    await page.evaluate(_SETTLED, [width, width < _WIDE, quiet_ms, _PATIENCE_MS, changed])
