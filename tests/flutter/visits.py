"""Go through a journey where Flutter draws, and stop at each screen in each rendering."""

from collections.abc import AsyncIterator, Sequence

from playwright.async_api import Page

from tests.audit.journeys import Journey
from tests.audit.renderings import KNOWN, PICTURED, Rendering
from tests.audit.screen import Screen
from tests.flutter.renderings import FITTING, ROOMY, Windows, render
from tests.support.processes import Program, Web
from tests.support.visitor import Visitor

FORWARD = tuple(reversed(PICTURED))
"""As the pictures have it, and last the rendering in which the journey goes on."""


class FlutterWeb(Web):
    """The program, served to browsers that draw it by Flutter."""

    SCRIPT = "tests/flutter/program.py"


async def stops(
    journey: Journey, visitor: Visitor, program: Program, renderings: Sequence[Rendering], windows: Windows
) -> AsyncIterator[tuple[Page, Screen, Rendering]]:
    """Give the page at each screen of the journey, in each rendering, in these windows."""
    async for screen in journey(visitor, program):
        await visitor.page.mouse.move(0, 0)  # what comes to lie under the pointer may notice it, or not
        before = None
        for rendering in renderings:
            await render(visitor.page, rendering, windows, before)
            before = rendering
            yield visitor.page, screen, rendering
        if (before, windows) != (KNOWN, ROOMY):
            await render(visitor.page, KNOWN, ROOMY)


async def pictured(
    journey: Journey, visitor: Visitor, program: Program
) -> AsyncIterator[tuple[Page, Screen, Rendering]]:
    """Give each screen as its pictures show it."""
    async for stop in stops(journey, visitor, program, PICTURED, FITTING):
        yield stop
