"""The server keeps what its OpenAPI document promises: any input, real tokens, a real socket."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import booleans
from schemathesis import GenerationMode, checks

from server import Settings, sqlite_url
from server.demo.accounts import DEMO_ACCOUNTS
from server.demo.households import HOUSEHOLDS
from server.openapi import document
from tests.server.conftest import serving
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.ports import free_port
from tests.support.properties import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"
ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")
DOCUMENT = json.loads(COMMITTED.read_text())
OPERATIONS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]
EXAMPLES = 20
TAKE_ANYTHING = {
    ("/back-office/batches", "get"),
    ("/back-office/client", "get"),
    ("/back-office/dispatches/waiting", "get"),
    ("/back-office/webhooks", "get"),
    ("/health", "get"),
    ("/ready", "get"),
    ("/v1/catalogue", "get"),
    ("/v1/catalogue/{benefit}", "get"),
    ("/v1/franceconnect", "get"),
    ("/v1/simulations", "get"),
    ("/v1/simulations/engine", "post"),
    ("/v1/terms", "get"),
}
FILE_ID = str(HOUSEHOLDS[0].file_id)
schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")


def signed_in(live: httpx.Client) -> str:
    """Return a token that works: an operation under test may have ended the session."""
    if live.get("/v1/sessions/current").status_code != 200:
        body = {"identifier": ACCOUNT.identifier, "password": ACCOUNT.password}
        session = live.post("/v1/sessions", json=body).json()["session"]
        live.headers["Authorization"] = f"Bearer {session['access_token']}"
    return live.headers["Authorization"]


def test_the_committed_document_is_the_servers() -> None:
    """Clients are written against it. To renew it: python -m server.openapi > docs/openapi.json."""
    assert COMMITTED.read_text() == document()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Yield a server and a client that is signed in to it."""
    database = sqlite_url(tmp_path_factory.mktemp("contract") / "server.sqlite3")
    demonstration = Settings(
        database=database,
        demo=True,
        demo_light_passwords=True,
        simulation_url=f"http://127.0.0.1:{free_port()}",  # no engine is started
    )
    with serving(demonstration) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
        yield http


@pytest.mark.hypothesis
@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_operation_keeps_its_contract(
    live: httpx.Client, path: str, method: str, mode: GenerationMode
) -> None:
    """Documented statuses, types and bodies only; never a 5xx, for what is valid and for what is not."""
    operation = schemathesis.openapi.from_dict(DOCUMENT)[path][method]

    @settings(max_examples=examples(EXAMPLES), deadline=None, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(generation_mode=mode), booleans())
    def keeps_it(case: schemathesis.Case[Any], own_file: bool) -> None:  # noqa: FBT001 - hypothesis draws it
        if own_file and "file_id" in (case.path_parameters or {}):
            case.path_parameters["file_id"] = FILE_ID
        case.call_and_validate(
            base_url=str(live.base_url),
            headers={"Authorization": signed_in(live)},
            checks=[
                checks.not_a_server_error,
                checks.status_code_conformance,
                checks.content_type_conformance,
                checks.response_schema_conformance,
            ],
        )

    if (path, method) in TAKE_ANYTHING and mode is GenerationMode.NEGATIVE:
        pytest.skip("no input is wrong")
    keeps_it()
