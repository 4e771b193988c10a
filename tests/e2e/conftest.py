"""A visitor for each test, and what holds whatever the test is about."""

from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext

from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, PHONE, Size, Visitor

Visit = Callable[..., Awaitable[Visitor]]


@pytest_asyncio.fixture(loop_scope="session")
async def visit(chromium: Browser, program: Program) -> AsyncIterator[Visit]:
    """Open a tab in a browser of its own; check, once the test is over, what its page asked of the network."""
    program.api.reset()
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    async def visiting(
        *, size: Size = PHONE, at: Program = program, context: BrowserContext | None = None
    ) -> Visitor:
        if context is None:
            context = await chromium.new_context(
                viewport={"width": size.width, "height": size.height},
                locale="fr-FR",
                timezone_id="Europe/Paris",
                reduced_motion="reduce",
            )
            contexts.append(context)
        visitors.append(await Visitor.enter(context, at.web.url))
        return visitors[-1]

    yield visiting
    for context in contexts:
        await context.close()
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
