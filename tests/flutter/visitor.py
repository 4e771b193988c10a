"""One person at a tab in which Flutter draws: what is said of the screen beside its canvas."""

from playwright.async_api import Locator, expect

from tests.support.visitor import Visitor

# Flutter describes its screen to assistive technology only when a hidden button is pressed.
_DESCRIBE = """
  addEventListener('flutter-first-frame', () => {
    const wait = () => document.querySelector('flt-semantics-placeholder')?.click() ?? setTimeout(wait, 20);
    wait();
  });
"""
_TRIES = 5
_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class FlutterVisitor(Visitor):
    """A tab of Flutter's page."""

    LISTEN = _DESCRIBE

    @property
    def screen(self) -> Locator:
        """What is on the screen is what is in the semantics."""
        return self.page.locator("flt-semantics-host")

    @property
    def top(self) -> Locator:
        """Flutter says nothing of what lies under a question."""
        return self.page.locator("body")

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

    async def type(self, name: str, text: str) -> None:
        """Put a text into a field in place of what it holds, at once: as a paste or a password manager does."""
        # Emptied first: what is put in place of a selection is added to it where Flutter is late in selecting.
        await self.clear(name)
        await self.page.keyboard.insert_text(text)
        await expect(self.field(name)).to_have_value(text)
