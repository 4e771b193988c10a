"""When the program itself, which browsers are served by, is down."""

from collections.abc import Iterator

import pytest
from playwright.async_api import Route, expect

from tests.support.processes import Program
from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

SILENT = "Mon Compte ne répond pas"
_COUNT = """
  window.dialogs = 0;
  addEventListener('DOMContentLoaded', () => new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node.id === 'trouble') dialogs += 1;
  }).observe(document.body, { childList: true }));
"""


@pytest.fixture
def outage(program: Program) -> Iterator[Program]:
    """A program whose host of browsers a test may stop: it runs again afterwards."""
    yield program
    program.web.stop()
    program.web.start()


async def test_it_is_said_once_and_goes_on(visitor: Visitor, outage: Program) -> None:
    """The page says so in place of what it showed, which is read no more, and goes on by itself when it can."""
    page = visitor.page
    await page.add_init_script(_COUNT)
    await visitor.open("/connexion", "Connexion")
    outage.web.kill()
    dialog = page.get_by_role("alertdialog", name=SILENT)
    await expect(dialog).to_be_visible()
    await expect(page.get_by_role("button", name="Réessayer")).to_be_focused()
    await expect(page).to_have_title(f"{SILENT} – Mon Compte")
    await expect(page.get_by_role("textbox")).to_have_count(0)
    await page.get_by_role("button", name="Réessayer").click()
    await expect(dialog).to_contain_text("Toujours pas de réponse.")
    assert await page.evaluate("dialogs") == 1
    outage.web.start()
    await visitor.sees("Connexion")
    await expect(dialog).to_have_count(0)


async def test_offline_is_another_thing(visitor: Visitor, outage: Program) -> None:
    """A browser that knows to have no network says that, and does not blame the program."""
    await visitor.open("/connexion", "Connexion")
    await visitor.page.context.set_offline(True)
    outage.web.kill()
    await expect(visitor.page.get_by_role("alertdialog", name="Vous êtes hors connexion")).to_be_visible()
    await visitor.page.context.set_offline(False)
    await expect(visitor.page.get_by_role("alertdialog", name=SILENT)).to_be_visible()


@pytest.mark.parametrize("part", ["**/main.dart.*", "**/flutter_bootstrap.js", "**/ws"])
async def test_a_first_load_that_fails_says_so(visitor: Visitor, part: str) -> None:
    """A part of the page that does not arrive, or a line that is refused, is said, under a title."""
    page = visitor.page

    async def refuse(route: Route) -> None:
        await route.abort()

    if part.endswith("ws"):
        await page.route_web_socket(part, lambda socket: socket.close())
    else:
        await page.route(part, refuse)
    await page.goto(f"{visitor.address}/connexion")
    await expect(page.get_by_role("alertdialog")).to_be_visible()
    await expect(page.get_by_role("button", name="Réessayer")).to_be_visible()
    assert (await page.title()).endswith("Mon Compte")
