"""Go through a journey, and stop at each screen in each rendering."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page

from tests.audit.journeys import Journey
from tests.audit.renderings import KNOWN, Rendering, render
from tests.audit.screen import Screen
from tests.support.processes import Program
from tests.support.visitor import PHONE, Visitor

NOW = "2026-11-22T09:00:00+00:00"
"""What the server's clock says, so that the figures are the same each time."""


@asynccontextmanager
async def visiting(
    browser: Browser, program: Program, *, scale: float = 1, kind: type[Visitor] = Visitor
) -> AsyncIterator[Visitor]:
    """Give a tab of a browser of its own, at a server as it first started.

    Args:
        browser: where to open it.
        program: what it visits.
        scale: dots for a CSS pixel, each of which costs time to draw.
        kind: of visitor.
    """
    program.api.start().reset()  # a journey that failed may have left it stopped
    context = await browser.new_context(
        viewport={"width": PHONE.width, "height": PHONE.height},
        device_scale_factor=scale,
        locale="fr-FR",
        timezone_id="Europe/Paris",
    )
    try:
        yield await kind.enter(context, program.web.url)
    finally:
        await context.close()


async def stops(
    journey: Journey, visitor: Visitor, program: Program, renderings: Sequence[Rendering]
) -> AsyncIterator[tuple[Page, Screen, Rendering]]:
    """Give the page at each screen of the journey, in each rendering."""
    async for screen in journey(visitor, program):
        await visitor.page.mouse.move(0, 0)  # what comes to lie under the pointer may notice it, or not
        for rendering in renderings:
            await render(visitor.page, rendering)
            yield visitor.page, screen, rendering
        await render(visitor.page, KNOWN)
