"""When the program itself, which browsers are served by, is down."""

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import Route, expect

from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, NIR, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_COUPLE = ACCOUNTS["responsable-couple"]
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
    await visitor.type(NIR, _COUPLE.identifier)
    await visitor.is_served()
    outage.web.kill()
    dialog = page.get_by_role("alertdialog", name=SILENT)
    await expect(dialog).to_be_visible()
    await expect(visitor.button("Réessayer")).to_be_focused()
    await expect(page).to_have_title(f"{SILENT} – Mon Compte")
    await expect(visitor.field(NIR)).to_have_count(0)
    await visitor.button("Réessayer").click()
    await expect(dialog).to_contain_text("Toujours pas de réponse.")
    assert await page.evaluate("dialogs") == 1
    await asyncio.to_thread(outage.web.start)
    await visitor.sees("Connexion")
    await expect(dialog).to_have_count(0)
    await expect(visitor.field(NIR)).to_have_value(_COUPLE.identifier)


async def test_offline_is_another_thing(visitor: Visitor, outage: Program) -> None:
    """A browser that knows to have no network says that, and does not blame the program."""
    await visitor.open("/connexion", "Connexion")
    await visitor.take_focus(NIR)
    await visitor.is_served()
    await visitor.page.context.set_offline(True)
    outage.web.kill()
    await expect(visitor.page.get_by_role("alertdialog", name="Vous êtes hors connexion")).to_be_visible()
    await visitor.page.context.set_offline(False)
    await expect(visitor.page.get_by_role("alertdialog", name=SILENT)).to_be_visible()


@pytest.mark.parametrize("part", ["**/-/**/*.js", "**/-/socket"])
async def test_a_part_that_fails_is_done_without(visitor: Visitor, part: str) -> None:
    """A script that does not arrive, or a line that is refused: what is pressed is posted, as before there were any."""

    async def refuse(route: Route) -> None:
        await route.abort()

    if part.endswith("socket"):
        await visitor.page.route_web_socket(part, lambda socket: socket.close())
    else:
        await visitor.page.route(part, refuse)
    await visitor.open("/connexion", "Connexion")
    await visitor.give(_COUPLE)
    await visitor.sees("Mon Compte")
    await visitor.reads("617,42 €")
    await visitor.link("Mes paiements et droits").click()
    await visitor.sees("Paiements et droits")
