"""The program as it really runs, in a browser with the script."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.support.browser import new_profile
from tests.support.processes import Program, Web
from tests.support.visitor import ACCOUNTS
from tests.web.html.scripted import WATCH

pytestmark = pytest.mark.asyncio(loop_scope="session")

COUPLE = ACCOUNTS["responsable-couple"]
NUMBER, PASSWORD = "Numéro de Sécurité sociale", "Mot de passe"


@pytest.fixture(scope="module")
def web(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web(tmp_path_factory.mktemp("html"), program.api.url).start()
    yield web
    web.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Browser, web: Web, program: Program) -> AsyncIterator[Page]:
    """A tab of a browser that was never here; nothing in it breaks a rule, and nothing is posted."""
    program.api.reset()
    web.start()
    context = await new_profile(chromium)
    page = await context.new_page()
    await page.add_init_script(WATCH)
    posted: list[str] = []
    page.on(
        "request", lambda request: posted.append(request.method) if request.is_navigation_request() else None
    )
    yield page
    assert "POST" not in posted
    assert await page.evaluate("window.broken ?? []") == []
    await context.close()


async def reads(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(heading)


async def sign_in(page: Page, web: Web) -> None:
    await page.goto(f"{web.url}/connexion")
    await page.get_by_label(NUMBER).fill(COUPLE.identifier)
    await page.get_by_label(PASSWORD, exact=True).fill(COUPLE.password)
    await page.get_by_label(PASSWORD, exact=True).press("Enter")
    await reads(page, "Mon Compte")


async def test_one_signs_in_by_the_keyboard(page: Page, web: Web) -> None:
    """Typed, sent with Enter; the heading of the next screen has the focus, in one move."""
    await page.goto(f"{web.url}/connexion")
    await page.get_by_label(NUMBER).press_sequentially(COUPLE.identifier)
    await page.keyboard.press("Tab")
    await page.get_by_label(PASSWORD, exact=True).press_sequentially(COUPLE.password)
    await page.evaluate("() => { focused = []; }")
    await page.keyboard.press("Enter")
    await reads(page, "Mon Compte")
    await expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert len(await page.evaluate("focused")) == 1


@pytest.mark.parametrize("events", [["input", "change"], []], ids=["told", "silent"])
async def test_a_password_manager_signs_in(page: Page, web: Web, events: list[str]) -> None:
    """Both fields are filled without ever having had the focus, and the button is pressed."""
    await page.goto(f"{web.url}/connexion")
    for label, text in ((NUMBER, COUPLE.identifier), (PASSWORD, COUPLE.password)):
        await page.get_by_label(label, exact=label == PASSWORD).evaluate(
            """(field, [text, events]) => {
              field.value = text;
              for (const name of events) field.dispatchEvent(new Event(name, { bubbles: true }));
            }""",
            [text, events],
        )
    await page.get_by_role("button", name="Se connecter").click()
    await reads(page, "Mon Compte")


async def test_a_refusal_is_said_and_what_was_typed_stays(page: Page, web: Web) -> None:
    """The focus goes to what sums it up; the number is there to be mended."""
    await page.goto(f"{web.url}/connexion")
    await page.get_by_label(NUMBER).fill("123")
    await page.get_by_role("button", name="Se connecter").click()
    await expect(page.get_by_text("corrections à faire")).to_be_visible()
    await expect(page.get_by_label(NUMBER)).to_have_value("123")
    await expect(page.locator("body")).not_to_be_focused()


async def test_a_host_that_is_started_again_loses_nothing(page: Page, web: Web) -> None:
    """Under one's fingers: the line comes back by itself, and what was typed before and after signs in."""
    await page.goto(f"{web.url}/connexion")
    await page.get_by_label(NUMBER).press_sequentially(COUPLE.identifier)
    password = page.get_by_label(PASSWORD, exact=True)
    await password.press_sequentially(COUPLE.password[:5])
    # The host has grouped the number: what it writes itself is what another one must be told, too.
    await expect(page.get_by_label(NUMBER)).not_to_have_value(COUPLE.identifier)
    back = asyncio.Event()
    page.on("websocket", lambda socket: socket.on("framereceived", lambda _: back.set()))
    web.kill()
    await asyncio.to_thread(web.start)
    await asyncio.wait_for(back.wait(), 60)
    await expect(page.get_by_role("alertdialog")).to_have_count(0)
    await expect(password).to_be_focused()
    await page.keyboard.type(COUPLE.password[5:])
    await password.press("Enter")
    await reads(page, "Mon Compte")


async def test_typing_waits_for_no_line(page: Page, web: Web) -> None:
    """At half a megabit and a long way off, every key is there at once, and none is lost to an answer."""
    tools = await page.context.new_cdp_session(page)
    await page.goto(f"{web.url}/connexion")
    await page.get_by_label(NUMBER).focus()
    slow = {"offline": False, "latency": 600, "downloadThroughput": 64_000, "uploadThroughput": 64_000}
    await tools.send("Network.enable")
    await tools.send("Network.emulateNetworkConditions", slow)
    await page.keyboard.type(COUPLE.identifier)
    await page.keyboard.press("Tab")
    await page.get_by_label(PASSWORD, exact=True).focus()
    await page.keyboard.type(COUPLE.password)
    await page.keyboard.press("Enter")
    await reads(page, "Mon Compte")


async def test_back_comes_to_where_one_was(page: Page, web: Web) -> None:
    """From a payment to the list of them, at the payment that was read."""
    await sign_in(page, web)
    await page.get_by_role("link", name="Mes paiements et droits").click()
    await reads(page, "Paiements et droits")
    # Each part is read for itself: one that comes late moves what is under it.
    await page.get_by_role("button", name="Voir les paiements plus anciens").wait_for()
    await page.get_by_role("link", name="Voir tous mes droits").wait_for()
    link = page.get_by_role("main").get_by_role("link").last
    await link.focus()
    await page.evaluate("() => scrollTo(0, 300)")
    at = await page.evaluate("scrollY")
    address = page.url
    await page.keyboard.press("Enter")
    await page.wait_for_function("address => location.href !== address", arg=address)
    await page.go_back()
    await reads(page, "Paiements et droits")
    await page.wait_for_function("at => Math.abs(scrollY - at) < 2", arg=at)


async def test_an_installed_page_opens_offline(page: Page, web: Web) -> None:
    """On a page that says so, and goes by itself; who only visits has no worker, and nobody's pages are kept."""
    await page.goto(f"{web.url}/aide")
    count = "async () => (await navigator.serviceWorker.getRegistrations()).length"
    assert await page.evaluate(count) == 0
    await page.evaluate("() => dispatchEvent(new Event('appinstalled'))")
    await page.wait_for_function("() => navigator.serviceWorker.controller")
    shelves = "async () => (await caches.keys()).join()"
    assert await page.evaluate(shelves) == "offline"
    kept = "async () => (await (await caches.open('offline')).keys()).map(({ url }) => new URL(url).pathname)"
    assert await page.evaluate(kept) == ["/-/offline.html", "/-/offline.css", "/-/offline.js"]
    await page.context.set_offline(True)
    await page.goto(f"{web.url}/mon-compte")
    await reads(page, "Vous êtes hors connexion")
    await page.context.set_offline(False)
    await expect(page.get_by_role("heading", level=1)).not_to_have_text("Vous êtes hors connexion")
