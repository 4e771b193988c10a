"""One person at a tab in which Flutter draws: what is said of the screen beside its canvas."""

import re

from playwright.async_api import Locator, expect

from tests.support.visitor import Visitor

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
# The host of a window that was turned draws it anew a moment after: half a second without any move.
_STILL = """
  () => new Promise((done) => {
    const where = () => [...document.querySelectorAll('flt-semantics-host input')]
      .map((field) => { const { x, y, width } = field.getBoundingClientRect(); return `${x} ${y} ${width}`; }).join();
    let [before, frames] = [where(), 0];
    const look = () => {
      frames = where() === before ? frames + 1 : 0;
      before = where();
      if (frames < 30) requestAnimationFrame(look); else done();
    };
    look();
  })
"""
_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class FlutterVisitor(Visitor):
    """A tab of Flutter's page."""

    LISTEN = _LISTEN

    @property
    def screen(self) -> Locator:
        """What is on the screen is what is in the semantics."""
        return self.page.locator("flt-semantics-host")

    NAMED = "(document.activeElement.ariaLabel ?? document.activeElement.textContent).slice(0, 60)"

    @property
    def top(self) -> Locator:
        """Flutter says nothing of what lies under a question."""
        return self.page.locator("body")

    async def is_told(self, text: str) -> None:
        """Wait until the focus is on the notice that says this: what was pressed to get it is gone meanwhile."""
        said = self.page.locator("[flt-semantics-identifier^='said:']", has_text=text)
        await expect(said).to_be_focused()

    async def told_somewhere(self, text: str) -> None:
        """Wait until the screen says this, as a text or as the name of what announces itself."""
        await self.page.wait_for_function(
            """(text) => {
              const host = document.querySelector('flt-semantics-host');
              const named = [...host.querySelectorAll('[aria-label]')].map((node) => node.ariaLabel);
              return [host.textContent, ...named].some((words) => words.includes(text));
            }""",
            arg=text,
        )

    async def told(self, name: str, error: str) -> None:
        """Wait until a field is wrong, and says so and how to mend it by itself."""
        await expect(self.field(name)).to_have_attribute("aria-invalid", "true")
        await expect(self.field(name)).to_have_attribute("aria-description", re.compile(re.escape(error)))

    async def is_led_to(self, name: str) -> None:
        """Wait until one stands on the field."""
        await expect(self.field(name)).to_be_focused()

    def group(self, name: str, error: str = "") -> Locator:
        """Find what holds fields that belong together, by the name of all, and what is wrong with them."""
        return self.page.get_by_role("group", name=f"{name}, {error}" if error else name, exact=True)

    def place(self, name: str) -> Locator:
        """Find a tab of the bar that leads to the main places."""
        return self.page.get_by_role("tab", name=name)

    def option(self, name: str | re.Pattern[str]) -> Locator:
        """Find one of what was found for what is typed."""
        return self.button(name)

    async def take_focus(self, name: str) -> None:
        """Press a field, and wait until Flutter hears what is typed in it: it learns of the focus as it draws."""
        await super().take_focus(name)
        await self.page.evaluate(_DRAWN)

    async def clear(self, name: str) -> None:
        """Empty a field."""
        await self.take_focus(name)
        for _ in range(_TRIES):  # where Flutter is late in selecting, nothing is selected
            if not await self.field(name).input_value():
                return
            await self.page.keyboard.press("ControlOrMeta+a")
            await self.page.keyboard.press("Delete")
            await self.page.evaluate(_DRAWN)
        await expect(self.field(name)).to_have_value("")

    async def settle(self) -> None:
        """Wait until nothing moves any more: a press on the way there would miss."""
        await self.page.evaluate(_STILL)

    async def type(self, name: str, text: str) -> None:
        """Put a text into a field in place of what it holds, at once: as a paste or a password manager does."""
        # Emptied first: what is put in place of a selection is added to it where Flutter is late in selecting.
        await self.clear(name)
        await self.page.keyboard.insert_text(text)
        await expect(self.field(name)).to_have_value(text)

    async def tab_to(self, wanted: Locator) -> None:
        """Press Tab until the focus is there; the program learns as it draws where it is."""
        await super().tab_to(wanted)
        await self.page.evaluate(_DRAWN)

    async def _move_by(self, key: str) -> None:
        """Move the focus by a key, wait until it has moved, and until what comes into view is drawn anew."""
        before = await self.page.evaluate_handle("document.activeElement")
        await self.page.keyboard.press(key)
        await self.page.wait_for_function("before => document.activeElement !== before", arg=before)

    async def pick_by_key(self, name: str, text: str, option: re.Pattern[str]) -> None:
        """Type into a field that looks for what is typed, and press the first that it found and is called so."""
        await self.type_by_key(name, text)
        await self.press_by_key(self.option(option).first)
        await expect(self.option(option)).to_have_count(0)

    async def choose_by_key(self, name: str) -> None:
        """Choose one of a group of radio buttons: Tab leads to the group, the arrows go through it."""
        radios = self.page.get_by_role("radio")
        await self.tab_to(radios)
        wanted = self.page.get_by_role("radio", name=name)
        for _ in range(await radios.count()):
            await self.page.keyboard.press("Space")
            await expect(radios.and_(self.page.locator(":focus"))).to_be_checked()
            if await wanted.is_checked():
                break
            await self._move_by("ArrowDown")
        await expect(wanted).to_be_checked()
