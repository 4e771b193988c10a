"""Every screen, in every rendering, is what everybody can use."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page

from tests.audit import acts, layout, names, reading, renderings
from tests.audit.checker import Checker, checking
from tests.audit.journeys import JOURNEYS, Journey, ending
from tests.audit.renderings import RENDERINGS
from tests.audit.visits import NOW, stops, visiting
from tests.support.browser import COARSE, new_profile
from tests.support.processes import Program, running
from tests.support.visitor import Visitor

_AXE = Axe()
_KNOWN = Axe(axe_script="null")
"""For a page that has read axe's half a megabyte already."""
_COLOURS = ["color-contrast", "link-in-text-block"]
"""Axe's rules that depend on the colours."""
_PARTS = {"include": [["header"], ["nav"], ["footer"]]}

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="session")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker | None]:
    """The Nu Html Checker; where it cannot be had, html5lib reads the pages alone."""
    with (tmp_path_factory.mktemp("nu") / "nu.log").open("w") as log, checking(log) as running_checker:
        yield running_checker


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
async def test_screens(
    journey: Journey, chromium: Browser, program: Program, checker: Checker | None
) -> None:
    """Axe finds nothing wrong, and nothing lies beyond the page, on any screen of the journey in any rendering."""
    program.api.start().reset()  # a journey that failed may have left it stopped
    async with await new_profile(chromium) as context:
        faults = await faults_of(journey, await Visitor.enter(context, program.web.url), program, checker)
    assert not faults, "\n".join(faults)


async def test_end_of_session(chromium: Browser, tmp_path: Any, checker: Checker | None) -> None:
    """The same holds while the end of the session draws near."""
    with running(tmp_path, MON_COMPTE_DEMO_NOW=NOW, MON_COMPTE_SESSION_IDLE_SECONDS="115") as short:
        async with visiting(chromium, short, scale=COARSE) as visitor:
            faults = await faults_of(ending, visitor, short, checker)
    assert not faults, "\n".join(faults)


async def faults_of(
    journey: Journey, visitor: Visitor, program: Program, checker: Checker | None
) -> list[str]:
    """Go on the journey, and list what is wrong on the way."""
    faults: list[str] = []
    await visitor.page.add_init_script(reading.WATCH + acts.WATCH)
    async for page, screen, rendering in stops(journey, visitor, program, RENDERINGS):
        found = await acts.told(page) + await reading.focus(page) + await reading.said(page)
        match rendering:
            case renderings.SMALL:
                found += await layout.fits(page) + await layout.spaced(page)
            case renderings.ZOOMED:
                found += await layout.fits(page) + await layout.bars(page)
            case renderings.WIDE | renderings.KNOWN:
                # What the parts around the screen are depends on the width; what is in it does not.
                within = _PARTS if rendering is renderings.WIDE else None
                found += await violations(page, within=within) + await layout.spaced(page)
                found += await reading.order(page) + await names.said(page)
            case _:
                found += await violations(page, options={"runOnly": _COLOURS})
        if rendering is renderings.KNOWN:  # one tree has all widths
            found += await reading.markup(page) + (checker.faults(await page.content()) if checker else [])
        faults += [f"{screen.name}, {rendering.name}: {fault}" for fault in found]
    return faults


async def violations(
    page: Page, *, within: dict[str, Any] | None = None, options: Mapping[str, Any] = MappingProxyType({})
) -> list[str]:
    """List what axe holds against the page, or against parts of it."""
    axe = _KNOWN if await page.evaluate("'axe' in window") else _AXE
    result = await axe.run(page, context=within, options={"resultTypes": ["violations"], **options})
    return [
        f"{violation['id']} {node['html'][:200]}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]
