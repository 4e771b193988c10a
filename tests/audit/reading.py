"""What a page is to who reads it by keyboard, by ear, or by a program: its order, its focus, what it says, its markup.

Each check lists what is wrong, as a sentence.
"""

import html5lib
from playwright.async_api import Page

from tests.support.html import faults

_MOST_TABS = 120
_NAME = "(node.ariaLabel ?? node.textContent.trim() ?? '').slice(0, 40)"
# What Tab stops at, in the order of the document; of radio buttons of one name, Tab stops at one.
_STOPS = """
  window.stop_of = (node) => node.type === 'radio' ? `radio ${node.name}` : node.id || `${node.localName} ${NAME}`;
  window.stops = () => {
    const shown = document.querySelector('dialog[open]') ?? document;
    const found = [...shown.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
      .filter((node) => node.tabIndex >= 0 && !node.disabled && node.type !== 'hidden')
      .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('[inert]'));
    return [...new Set(found.map(stop_of))];
  };
  window.stopped = [];
  addEventListener('focusin', ({ target }) => stopped.push(stop_of(target)));
""".replace("NAME", _NAME)
_FOCUSED = "document.activeElement === document.body ? '' : stop_of(document.activeElement)"
# Where the focus is lost, a screen reader begins again at the top, or reads a whole page as one thing.
_LOST = """() => {
  const node = document.activeElement;
  if (!window.acted) return '';
  if (node === document.body || node === document.documentElement || node.matches('main, #root')) return node.localName;
  const meant = 'a[href], button, input, select, textarea, summary, h1, h2, h3, legend, fieldset, dialog, [role]';
  return node.matches(meant) ? '' : `a bare ${node.localName}`;
}"""
_ACTED = """
  for (const kind of ['click', 'keydown'])
    addEventListener(kind, ({ isTrusted }) => {
      if (!isTrusted) return;
      window.acted = true;
      window.heard?.push('');
    }, { capture: true });
"""
WATCH = _STOPS + _ACTED
"""Has a page note what the checks ask for."""


async def order(page: Page) -> list[str]:
    """Go from the first stop to the last by Tab, and back by Shift+Tab: it is the order of the document, both ways."""
    before = await page.evaluate_handle("document.activeElement")
    meant: list[str] = await page.evaluate("stops()")
    if not meant:
        return ["nothing can be reached by Tab"]
    await page.evaluate("""() => {
      const open = document.querySelector('dialog[open]');
      const all = (open ?? document).querySelectorAll('a[href], button, input, select, textarea, summary');
      [...all].find((node) => stop_of(node) === stops()[0]).focus();
    }""")
    there = await _walk(page, "Tab", len(meant))
    back = await _walk(page, "Shift+Tab", len(meant))
    await before.evaluate("node => node.focus?.({ preventScroll: true })")
    faults = []
    if there != meant:
        faults.append(f"Tab goes through {there}, the document through {meant}")
    if back != there[::-1]:
        faults.append(f"Shift+Tab goes through {back}, Tab through {there}")
    return faults


async def _walk(page: Page, key: str, count: int) -> list[str]:
    """Press the key as often as there are stops but the one at which one stands; return all of them."""
    await page.evaluate(f"stopped = [{_FOCUSED}]")
    for _ in range(min(count, _MOST_TABS) - 1):
        await page.keyboard.press(key)
    stops: list[str] = await page.evaluate("stopped")
    return stops


async def focus(page: Page) -> list[str]:
    """Find a focus that was lost in what was done last."""
    lost = await page.evaluate(_LOST)
    return [f"the focus is on {lost}"] if lost else []


async def said(page: Page) -> list[str]:
    """Find what was said twice of one act."""
    heard: list[str] = await page.evaluate("heard.splice(0)")
    faults: list[str] = []
    act: list[str] = []
    for text in [*heard, ""]:
        if not text:
            act = []
            continue
        faults += [f"said twice: {text}" for other in act if text in other or other in text]
        act.append(text)
    return faults


async def markup(page: Page) -> list[str]:
    """Find what is wrong with the document as it stands."""
    return [*faults(await page.inner_html("#root")), *parsed(await page.content())]


def parsed(html: str) -> list[str]:
    """Find what HTML's own grammar forbids in a document."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return [f"{code} at {position}: {data}" for position, code, data in parser.errors]
