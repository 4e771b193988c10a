"""The real server on a real socket, for tests of client and server together."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from launch import embedded
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the real server on a real socket, with its demonstration accounts."""
    with embedded.serving(tmp_path_factory.mktemp("contract")) as url:
        yield url


@pytest.fixture
async def demo(base_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """Yield a client of the demonstration's own operations, reset to the first start."""
    async with httpx.AsyncClient(
        base_url=base_url, trust_env=False, verify=PLAIN, timeout=PATIENCE_S
    ) as http:
        (await http.post("/demo/reset")).raise_for_status()
        yield http
