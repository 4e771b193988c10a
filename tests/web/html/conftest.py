"""A page whose host a test plays."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser

from tests.support.browser import new_profile
from tests.web.html.scripted import Host, hosted


@pytest_asyncio.fixture(loop_scope="session")
async def host(chromium: Browser) -> AsyncIterator[Host]:
    """A tab of a browser that has never been here, and its host."""
    context = await new_profile(chromium)
    async with hosted(context) as host:
        yield host
    await context.close()
