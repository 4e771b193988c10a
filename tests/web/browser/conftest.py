"""The browsers of a host, and a person with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser.person import LOOKS, Person
from web.bounds import Bounds
from web.browsers import Browsers
from web.keeping import MemoryKeeping
from web.sealing import Keyring

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def keyring() -> Keyring:
    return Keyring.of_this_process()


@pytest.fixture
def keeping() -> MemoryKeeping:
    return MemoryKeeping()


@pytest.fixture
async def host(keyring: Keyring, keeping: MemoryKeeping) -> AsyncIterator[Browsers]:
    browsers = Browsers(keyring, keeping, Bounds(), looks=LOOKS)
    yield browsers
    await browsers.aclose()


@pytest.fixture
def person(host: Browsers) -> Person:
    return Person(host)
