"""The sign-in of one browser, for all its tabs: when it ends, whose it is, and what its cookies hold."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.support.browser import new_profile
from tests.support.processes import Api, Web
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from playwright.async_api import Browser, BrowserContext, Page

    from server.demo.accounts import DemoAccount

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAYMENTS = "/mon-compte/paiements"
SOMEBODY_ELSE = ACCOUNTS["responsable-seul"]
SOMEBODY = ACCOUNTS["responsable-couple"]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    api = Api(tmp_path_factory.mktemp("server"))
    yield api.start()
    api.stop()


@pytest.fixture(scope="module")
def web(api: Api, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web(tmp_path_factory.mktemp("web"), api.url)
    yield web.start()
    web.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(chromium: Browser, api: Api, web: Web) -> AsyncIterator[BrowserContext]:
    """A browser that has never been here."""
    api.reset()
    web.start()
    context = await new_profile(chromium)
    yield context
    await context.close()


async def open_tab(browser: BrowserContext, web: Web, path: str = "/") -> Page:
    page = await browser.new_page()
    await page.goto(web.url + path)
    return page


async def sign_in(page: Page, account: DemoAccount = SOMEBODY) -> None:
    await page.get_by_label(NIR).fill(account.identifier)
    await page.get_by_label(PASSWORD, exact=True).fill(account.password)
    await page.get_by_role("button", name="Se connecter", exact=True).click()
    await page.wait_for_url("**/mon-compte**")


async def sign_out(page: Page) -> None:
    await page.get_by_role("button", name="Déconnexion").click()
    await page.wait_for_url(lambda url: "mon-compte" not in url)


async def heading(page: Page, text: str) -> None:
    await expect(page.get_by_role("heading", level=1, name=text)).to_be_visible()


async def test_a_session_that_ends_ends_in_all_tabs(browser: BrowserContext, web: Web, api: Api) -> None:
    """Each says so at its place, and so does a tab that is loaded anew."""
    first, second = [await open_tab(browser, web, path) for path in ("/connexion", PAYMENTS)]
    await sign_in(first)
    await heading(second, "Paiements et droits")
    api.advance(16 * 60)
    third = await open_tab(browser, web, PAYMENTS)  # and learns it of the server
    for page in (first, second, third):
        await heading(page, "Votre session a pris fin")
    await first.reload()
    await heading(first, "Votre session a pris fin")


async def test_another_person_has_all_tabs(browser: BrowserContext, web: Web) -> None:
    """After one has left, another's sign-in comes to all tabs, and nothing of the first is left in any."""
    first, second = [await open_tab(browser, web, "/connexion") for _ in range(2)]
    await sign_in(first)
    await second.reload()
    await second.wait_for_url("**/mon-compte")
    names = await second.get_by_role("main").inner_text()
    await sign_out(first)
    await second.wait_for_url(web.url + "/")
    await first.goto(web.url + "/connexion")
    await sign_in(first, SOMEBODY_ELSE)
    await second.goto(web.url + "/mon-compte")
    await expect(second.get_by_role("main")).to_be_visible()
    assert await second.get_by_role("main").inner_text() == await first.get_by_role("main").inner_text()
    assert await second.get_by_role("main").inner_text() != names


async def test_a_host_that_is_killed_signs_nobody_out(browser: BrowserContext, web: Web) -> None:
    """Started again, it takes up the sign-in of the browser: tabs go on by themselves, new ones are signed in."""
    first, second = [await open_tab(browser, web, path) for path in ("/connexion", PAYMENTS)]
    await sign_in(first)
    await heading(second, "Paiements et droits")
    web.kill()
    await asyncio.to_thread(web.start)
    third = await open_tab(browser, web, PAYMENTS)
    await heading(third, "Paiements et droits")
    await first.reload()
    await first.wait_for_url("**/mon-compte")
    await sign_out(third)
    await first.wait_for_url(web.url + "/")
    await second.wait_for_url(lambda url: PAYMENTS not in url)


async def test_the_cookies_of_a_browser_say_nothing(browser: BrowserContext, web: Web) -> None:
    """No script reads them; what they hold of the person is sealed, and who has come in is known by another secret."""
    page = await open_tab(browser, web, PAYMENTS)
    port = urlsplit(web.url).port
    before = {cookie["name"]: cookie["value"] for cookie in await browser.cookies()}
    await page.get_by_role("checkbox").check()
    async with page.expect_response("**/-/keep"):
        await sign_in(page)
    await page.goto(web.url + "/mon-compte")
    cookies = await browser.cookies()
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Lax" for cookie in cookies)
    after = {cookie["name"]: cookie["value"] for cookie in cookies}
    assert set(after) >= {f"{name}-{port}" for name in ("browser", "device", "kept")}
    assert after[f"browser-{port}"] != before[f"browser-{port}"]
    assert SOMEBODY.identifier not in str(cookies)
    assert await page.evaluate("document.cookie") == ""
    log = web.log.read_text()
    assert not [value for value in after.values() if value in log]
