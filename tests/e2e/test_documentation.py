"""The page that documents the server's API."""

import pytest
from playwright.async_api import Browser, expect

from tests.support.processes import Program

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_documentation_is_drawn_in_a_browser(chromium: Browser, program: Program) -> None:
    """Its own security policy lets its scripts and styles through, and asks for nothing beyond the server."""
    page = await chromium.new_page()
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text))
    await page.goto(f"{program.api.url}/docs")
    await expect(page.get_by_text("/v1/sessions/refresh")).to_be_visible()
    await page.close()
    assert not refused
    assert all(url.startswith((program.api.url, "data:")) for url in asked), asked
