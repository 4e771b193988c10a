"""One person at a tab in which Flutter draws: what is said of the screen beside its canvas."""

import re

from playwright.async_api import Locator, expect

from tests.support.visitor import Visitor, written

# Flutter describes its screen to assistive technology only when a hidden button is pressed. What is to be said it gives
# to a node of its own, and takes it away once it was.
_LISTEN = """
  addEventListener('flutter-first-frame', () => {
    const wait = () => document.querySelector('flt-semantics-placeholder')?.click() ?? setTimeout(wait, 20);
    wait();
  });
  window.heard = [];
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes)
        if (node.parentElement?.localName === 'flt-announcement-polite') heard.push(node.textContent);
  }).observe(document, { subtree: true, childList: true });
"""
_TRIES = 5
_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class FlutterVisitor(Visitor):
    """A tab in which Flutter draws."""

    LISTEN = _LISTEN

    @property
    def screen(self) -> Locator:
        """What is on the screen is what is in the semantics."""
        return self.page.locator("flt-semantics-host")

    @property
    def top(self) -> Locator:
        """Flutter says nothing of what lies under a question."""
        return self.page.locator("body")

    async def told(self, name: str, error: str) -> None:
        """Wait until a field says what is wrong with it, and how to mend it."""
        await expect(self.field(name)).to_have_attribute("aria-description", re.compile(re.escape(error)))

    def link(self, name: str | re.Pattern[str]) -> Locator:
        """Find a link, which has no address: what looks for roles takes it for none."""
        return self.screen.locator("a").filter(has_text=written(name, whole=isinstance(name, str)))

    def option(self, name: str | re.Pattern[str]) -> Locator:
        """Find one of what was found for what is typed."""
        return self.button(name)

    async def clear(self, name: str) -> None:
        """Empty a field: Flutter learns as it draws that one came to it."""
        await self.take_focus(name)
        await self.page.evaluate(_DRAWN)
        for _ in range(_TRIES):  # where Flutter is late in selecting, nothing is selected
            if not await self.field(name).input_value():
                return
            await self.page.keyboard.press("ControlOrMeta+a")
            await self.page.keyboard.press("Delete")
            await self.page.evaluate(_DRAWN)
        await expect(self.field(name)).to_have_value("")

    async def type(self, name: str, text: str) -> None:
        """Put a text into a field in place of what it holds, at once: as a paste or a password manager does."""
        # Emptied first: what is put in place of a selection is added to it where Flutter is late in selecting.
        await self.clear(name)
        await self.page.keyboard.insert_text(text)
        await expect(self.field(name)).to_have_value(text)
