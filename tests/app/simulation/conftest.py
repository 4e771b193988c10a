"""A server that simulates, over the engine that all tests share."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from launch import embedded

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def base_url(engine_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with ExitStack() as served:
        # The variables are gone again before another server of this process is started.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MON_COMPTE_SIMULATION_URL", engine_url)
            patch.setenv("MON_COMPTE_DEMO_NOW", "2026-10-15T09:00:00+00:00")
            url = served.enter_context(embedded.serving(tmp_path_factory.mktemp("simulation")))
        yield url
