"""A visitor for each test, and what holds whatever the test is about."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.support.browser import new_profile
from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, PHONE, Size, Visitor

Visit = Callable[..., Awaitable[Visitor]]


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    """What the visitors have."""
    return chromium


@pytest_asyncio.fixture(loop_scope="session")
async def visit(request: pytest.FixtureRequest, browser: Browser, program: Program) -> AsyncIterator[Visit]:
    """Open a tab in an empty browser; check, once the test is over, what its page asked of the network."""
    if request.node.execution_count > 1:  # what the first try left behind must not fail the second
        program.restart()
    program.api.reset()
    visitors: list[Visitor] = []
    async with AsyncExitStack() as browsers:

        async def visiting(*, size: Size = PHONE, at: Program = program) -> Visitor:
            context = await browsers.enter_async_context(await new_profile(browser))
            visitor = await Visitor.enter(context, at.web.url)
            await visitor.page.set_viewport_size({"width": size.width, "height": size.height})
            visitors.append(visitor)
            return visitor

        yield visiting
    for visitor in visitors:
        check_requests(visitor)


def check_requests(visitor: Visitor) -> None:
    """Check what holds for every test: no other host is asked for anything, no URL carries a secret."""
    for url in visitor.requests:
        parts = urlsplit(url)
        assert parts.scheme in {"data", "blob"} or parts.netloc in visitor.hosts, url
        for account in ACCOUNTS.values():
            assert account.identifier not in url
            assert account.password not in url


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(visit: Visit) -> Visitor:
    """One visitor with a phone."""
    return await visit()


@pytest.fixture
def api(program: Program) -> object:
    return program.api
