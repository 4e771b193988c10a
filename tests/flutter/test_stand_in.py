"""What phones and desktops get, as Flutter draws it in a browser: each component of the design system once."""

import pytest
from playwright.async_api import Browser, expect

from tests.audit.journeys import Journey
from tests.audit.visits import visiting
from tests.flutter.journeys import JOURNEYS
from tests.flutter.renderings import ROOMY, cut_off
from tests.flutter.visitor import FlutterVisitor
from tests.flutter.visits import FORWARD, stops
from tests.support.browser import COARSE
from tests.support.processes import Program


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
async def test_screens(journey: Journey, chromium: Browser, drawn_by_flutter: Program) -> None:
    """Each is drawn, says its heading, and has nothing beyond its sides, in each width, size of text and colours."""
    faults: list[str] = []
    async with visiting(chromium, drawn_by_flutter, scale=COARSE, kind=FlutterVisitor) as visitor:
        async for page, screen, rendering in stops(journey, visitor, drawn_by_flutter, FORWARD, ROOMY):
            await expect(page.get_by_role("heading").first).to_be_attached()
            faults += [f"{screen.name}, {rendering.name}: {cut}" for cut in await cut_off(page)]
    assert not faults, "\n".join(faults)
