"""A demonstration that serves on each database, with services over the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from server import Settings
from server.composition import compose
from tests.server.conftest import Api, serving
from tests.server.dispatches.back_office import FundServer
from tests.support.plain import PLAIN
from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.conftest import NewDatabase


@pytest.fixture(scope="package")
def serving_fund(
    database_kind: str, new_demonstration: NewDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FundServer]:
    settings = Settings(
        database=new_demonstration(database_kind),
        demo=True,
        demo_light_passwords=True,
        scans=tmp_path_factory.mktemp("scans"),
        webhook_networks=("127.0.0.0/8",),
        simulation_url=f"http://127.0.0.1:{free_port()}",  # no engine is started: its own tests do
    )
    services = compose(settings)
    with serving(settings) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=60) as http:
        yield FundServer(Api(http), services, settings)
    services.close()


@pytest.fixture
def fund(serving_fund: FundServer) -> FundServer:
    """Return the demonstration as at its first start."""
    assert serving_fund.api.http.post("/demo/reset").status_code == 204
    return serving_fund
