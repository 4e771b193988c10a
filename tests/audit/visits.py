"""Go through a journey, and stop at each screen in each rendering."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page

from tests.audit.journeys import Journey
from tests.audit.renderings import KNOWN, Rendering, render
from tests.audit.screen import Screen
from tests.flutter import renderings as flutter
from tests.support.drawing import HTML, VISITOR
from tests.support.processes import Program
from tests.support.visitor import PHONE, Visitor

NOW = "2026-11-22T09:00:00+00:00"
"""What the server's clock says, so that the figures are the same each time."""


@asynccontextmanager
async def visiting(browser: Browser, program: Program, *, scale: float = 1) -> AsyncIterator[Visitor]:
    """Give a tab of a browser of its own, at a server as it first started.

    Args:
        browser: where to open it.
        program: what it visits.
        scale: dots for a CSS pixel, each of which costs time to draw.
    """
    program.api.start().reset()  # a journey that failed may have left it stopped
    context = await browser.new_context(
        viewport={"width": PHONE.width, "height": PHONE.height},
        device_scale_factor=scale,
        locale="fr-FR",
        timezone_id="Europe/Paris",
    )
    try:
        yield await VISITOR.enter(context, program.web.url)
    finally:
        await context.close()


async def stops(
    journey: Journey,
    visitor: Visitor,
    program: Program,
    renderings: Sequence[Rendering],
    windows: flutter.Windows,
) -> AsyncIterator[tuple[Page, Screen, Rendering]]:
    """Give the page at each screen of the journey, in each rendering, in these windows."""
    async for screen in journey(visitor, program):
        if windows is not flutter.ROOMY:
            await visitor.page.mouse.move(0, 0)  # what comes to lie under the pointer may notice it, or not
        before = None
        for rendering in renderings:
            if HTML:
                await render(visitor.page, rendering)
            else:
                await flutter.render(visitor.page, rendering, windows, before)
            before = rendering
            yield visitor.page, screen, rendering
        if HTML:
            await render(visitor.page, KNOWN)
        elif windows is not flutter.ROOMY:
            await flutter.render_as_visited(visitor.page)
