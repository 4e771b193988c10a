"""Every screen, in every rendering, is what everybody can use."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from tests.audit import reading
from tests.audit.journeys import JOURNEYS, Journey, ending
from tests.audit.renderings import RENDERINGS, SMALL, cut_off
from tests.audit.visits import NOW, stops, visiting
from tests.support.browser import COARSE, new_profile
from tests.support.processes import Program, running
from tests.support.visitor import Visitor

_AXE = Axe()
_KNOWN = Axe(axe_script="null")
"""For a page that has read axe's half a megabyte already."""

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
async def test_screens(journey: Journey, chromium: Browser, program: Program) -> None:
    """Axe finds nothing wrong, and nothing lies beyond the page, on any screen of the journey in any rendering."""
    program.api.start().reset()  # a journey that failed may have left it stopped
    async with await new_profile(chromium) as context:
        faults = await faults_of(journey, await Visitor.enter(context, program.web.url), program)
    assert not faults, "\n".join(faults)


async def test_end_of_session(chromium: Browser, tmp_path: Any) -> None:
    """The same holds while the end of the session draws near."""
    with running(tmp_path, MON_COMPTE_DEMO_NOW=NOW, MON_COMPTE_SESSION_IDLE_SECONDS="115") as short:
        async with visiting(chromium, short, scale=COARSE) as visitor:
            faults = await faults_of(ending, visitor, short)
    assert not faults, "\n".join(faults)


async def faults_of(journey: Journey, visitor: Visitor, program: Program) -> list[str]:
    """Go on the journey, and list what is wrong on the way."""
    faults: list[str] = []
    await visitor.page.add_init_script(reading.WATCH)
    async for page, screen, rendering in stops(journey, visitor, program, RENDERINGS):
        found = await reading.focus(page) + await reading.said(page) + await violations(page)
        if rendering.width == SMALL.width:
            found += await cut_off(page)
        elif rendering.scheme == "light":
            found += await reading.order(page) + await reading.markup(page) + await reading.spaced(page)
        faults += [f"{screen.name}, {rendering.name}: {fault}" for fault in found]
    return faults


async def violations(page: Page) -> list[str]:
    """List what axe holds against the page."""
    known = await page.evaluate("'axe' in window")
    result = await (_KNOWN if known else _AXE).run(page, options={"resultTypes": ["violations"]})
    return [
        f"{violation['id']} {node['html'][:200]}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]
