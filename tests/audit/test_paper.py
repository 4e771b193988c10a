"""What is printed: what one keeps of a screen, and nothing of what only a screen is for."""

import pytest
from playwright.async_api import Browser, expect

from tests.audit.visits import visiting
from tests.support.processes import Program
from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


_FOR_SCREENS = (
    "header, footer, nav, .skip, #live, .spoken, .filled, .outlined, main button[aria-pressed]:not(.chart *)"
)
_COLOURED = """() => [...document.querySelectorAll('main, main *:not(.chart *)')].filter((node) => {
  const { color, backgroundColor } = getComputedStyle(node);
  return color !== 'rgb(0, 0, 0)' || backgroundColor !== 'rgba(0, 0, 0, 0)';
}).map((node) => node.outerHTML.slice(0, 80))"""


async def test_figures_and_links_are_printed_and_bars_are_not(chromium: Browser, program: Program) -> None:
    """Mon Compte and a payment: what is read and where it leads, in black on white; no bar, button or live region."""
    async with visiting(chromium, program) as visitor:
        await visitor.sign_in("responsable-couple")
        await visitor.reads("617,42 €")
        await _is_printed(visitor)
        figures = visitor.page.get_by_role("table", name="Montants versés")
        await expect(figures).to_contain_text("Novembre 2026617,42")
        await expect(figures).to_be_visible()
        await visitor.page.emulate_media(media="screen")
        await expect(figures).to_have_count(0)
        await visitor.link("Voir le détail").click()
        await visitor.sees("Paiements de novembre 2026")
        await visitor.reads("Total reçu")
        await _is_printed(visitor)


async def _is_printed(visitor: Visitor) -> None:
    main = visitor.page.locator("main")
    parts = [main.get_by_role("heading"), main.get_by_role("link")]
    shown = [await each.count() for each in parts]
    await visitor.page.emulate_media(media="print", color_scheme="dark")
    printed = [await each.count() for each in parts]
    assert 0 < shown[0] == printed[0]
    assert 0 < shown[1] <= printed[1]  # the table of a chart leads to each month
    assert await visitor.page.locator(_FOR_SCREENS).locator("visible=true").count() == 0
    assert await visitor.page.evaluate(_COLOURED) == []
