"""Chromium, the machine's own, without anything that it does of its own accord."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, BrowserContext, async_playwright

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


async def new_profile(
    browser: Browser, *, scale: float = COARSE, ignore_https_errors: bool = False
) -> BrowserContext:
    """Make a profile that remembers nothing, as somebody in France has it; its tabs are a phone's at first."""
    return await browser.new_context(
        ignore_https_errors=ignore_https_errors,
        viewport={"width": PHONE.width, "height": PHONE.height},
        device_scale_factor=scale,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
    )
