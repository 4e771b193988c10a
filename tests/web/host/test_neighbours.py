"""Two programs on one machine, of which a browser takes each for the other: it brings both all its cookies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.host.conftest import Serving, serving
from tests.web.host.visitor import Page, client, hold

if TYPE_CHECKING:
    import httpx


async def _keep(served: Serving, browser: httpx.AsyncClient) -> None:
    """Have a program keep something in the browser."""
    page = await Page(served, browser).open("/kept")
    await page.attach()
    await page.press("Garder")
    ticket = await page.hears("keep")
    origin = {"Origin": served.url}
    statuses = [(await browser.post("/-/keep", content=ticket, headers=origin)).status_code for _ in range(2)]
    assert statuses == [200, 204]
    await page.leave()


async def test_neither_takes_anything_from_the_other(host: Serving) -> None:
    """Each finds what it kept, after the other was visited."""
    with serving() as beside:
        async with client(host) as browser, client(beside) as same:
            await _keep(host, browser)
            hold(same, browser.cookies)
            await _keep(beside, same)
            hold(browser, same.cookies)
            assert len(browser.cookies) == 6
            for served, client_ in ((host, browser), (beside, same)):
                page = await Page(served, client_).open("/kept")
                assert "gardé" in page.shown.words
