"""Visitors who have Firefox."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.support.firefox import executable, firefox


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """Firefox, in place of Chromium."""
    if executable() is None:
        pytest.skip("Firefox is missing")
    async with firefox(tmp_path_factory.mktemp("firefox")) as running:
        yield running
