"""Chromium, the machine's own, without anything that it does of its own accord."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.support.drawing import HTML
from tests.support.visitor import PHONE

# The shell first: the same engine without the windows around it, for two thirds of the work.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The tabs of one profile share what they compiled, whatever port they are at.
    "--process-per-site",
    # The program's WebAssembly is compiled as it is used: a tab that lives for seconds uses a part of it.
    "--js-flags=--wasm-lazy-compilation --wasm-lazy-validation --no-wasm-tier-up",
)

COARSE = 0.5
"""Dots for a CSS pixel, where no test looks at any: each costs time to draw."""


def executable() -> str:
    """Find the machine's Chromium."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise AssertionError("Chromium is missing: run make test, which says how to get it")
    return found


@asynccontextmanager
async def chromium(*, text_size: int = 16) -> AsyncIterator[Browser]:
    """Run the browser, set to show text at `text_size` CSS pixels where a page does not say otherwise."""
    size = f"--blink-settings=defaultFontSize={text_size},defaultFixedFontSize={text_size}"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=[*_QUIET, size])
        yield browser
        await browser.close()


async def new_profile(browser: Browser) -> BrowserContext:
    """Make a profile that remembers nothing, as somebody in France has it; its tabs are a phone's at first."""
    return await browser.new_context(
        viewport={"width": PHONE.width, "height": PHONE.height},
        device_scale_factor=COARSE,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
    )


class LentProfile:
    """A profile for one test after the other: each finds it empty, and the program compiled.

    A tab of a new profile compiles the program, which is a sixth of what a test costs. What is compiled is shared by
    the tabs of one profile, and lasts as long as one of them holds it: a tab that shows nothing, and asks nothing.
    """

    def __init__(self, context: BrowserContext, holder: Page, address: str) -> None:
        self._context = context
        self._holder = holder
        self._address = address

    @classmethod
    async def make(cls, browser: Browser, address: str) -> Self:
        """Compile the program that is at the address."""
        context = await new_profile(browser)
        holder = await context.new_page()
        await holder.add_init_script("requestAnimationFrame = () => 0")
        runs = asyncio.Event()
        await holder.route_web_socket("**", lambda _: runs.set())
        await holder.goto(address)
        if not HTML:
            await runs.wait()
        return cls(context, holder, address)

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[BrowserContext]:
        """Lend it, and empty it afterwards."""
        try:
            yield self._context
        finally:
            await self._empty()

    async def _empty(self) -> None:
        for page in self._context.pages:
            if page is not self._holder:
                await page.close()
        await self._context.clear_cookies()
        await self._context.clear_permissions()
        await self._context.set_offline(False)
        tools = await self._context.new_cdp_session(self._holder)
        await tools.send("Storage.clearDataForOrigin", {"origin": self._address, "storageTypes": "all"})
        await tools.send("Network.clearBrowserCache")
        await tools.detach()
