"""What a page is to who has it drawn large: nothing cut off, nothing over something else, room for what is read."""

from playwright.async_api import Page

from tests.audit.renderings import cut_off

# WCAG 1.4.12. A sheet that is made by a script is no inline style: the page's policy lets it be.
_SPACED = """(spaced) => {
  if (!window.spacing) {
    window.spacing = new CSSStyleSheet();
    spacing.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
      word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
  }
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== spacing)
    .concat(spaced ? [spacing] : []);
}"""
_CLIPPED = """() => [...document.querySelectorAll('body *')]
  .filter((node) => node.checkVisibility() && node.clientWidth > 1 && node.textContent.trim())
  .filter((node) => ['hidden', 'clip'].includes(getComputedStyle(node).overflowY))
  .filter((node) => node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1)
  .map((node) => `cut: ${node.textContent.trim().slice(0, 60)}`)"""
# Of lines of text, the middle: what stands above and below it is room that letters seldom take. What floats over the
# page, or is there to be said alone, is left out.
_OVERLAPPING = """() => {
  const within = document.querySelector('dialog[open]') ?? document.getElementById('root');
  const floats = (node) => node && node !== within
    && (['sticky', 'fixed', 'absolute'].includes(getComputedStyle(node).position) || floats(node.parentElement));
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const lines = [];
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (!node.data.trim() || !node.parentElement.checkVisibility() || floats(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, height } of range.getClientRects())
      lines.push({ node, left, right, top: top + height / 4, bottom: top + 3 * height / 4 });
  }
  lines.sort((one, other) => one.top - other.top);
  const found = new Set();
  lines.forEach((one, rank) => {
    for (const other of lines.slice(rank + 1)) {
      if (other.top >= one.bottom) break;
      if (other.node === one.node || other.left >= one.right - 1 || one.left >= other.right - 1) continue;
      found.add(`${one.node.data.trim().slice(0, 40)} over ${other.node.data.trim().slice(0, 40)}`);
    }
  });
  return [...found];
}"""
_BARS = """() => {
  const bars = [...document.querySelectorAll('header, nav, nav > ul')]
    .filter((node) => node.checkVisibility() && ['sticky', 'fixed'].includes(getComputedStyle(node).position));
  const taken = bars.reduce((sum, node) => sum + node.offsetHeight, 0);
  return taken > innerHeight / 3 ? [`bars take ${taken} of ${innerHeight} pixels`] : [];
}"""


async def fits(page: Page) -> list[str]:
    """List what is cut off, lies over something else, or has the page scrolled sideways."""
    clipped: list[str] = await page.evaluate(_CLIPPED)
    overlapping: list[str] = await page.evaluate(_OVERLAPPING)
    return clipped + overlapping + await cut_off(page)


async def spaced(page: Page) -> list[str]:
    """List the same once letters, words and lines stand wider apart."""
    await page.evaluate(_SPACED, "on")
    faults = await fits(page)
    await page.evaluate(_SPACED, "")
    return [f"spaced: {fault}" for fault in faults]


async def bars(page: Page) -> list[str]:
    """Find bars that stay in view and leave less than two thirds of the window to what is read."""
    faults: list[str] = await page.evaluate(_BARS)
    return faults
