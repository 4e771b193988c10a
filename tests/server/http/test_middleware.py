"""Headers of all answers, and refusals that belong to no feature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import httpx
import pytest

from server import Settings
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from tests.server.conftest import Api, NewDatabase, Serve


def test_personal_answers_are_kept_nowhere(api: Api) -> None:
    """No answer is cached, framed or read as another type."""
    session = api.sign_in("responsable-seul")
    for answer in (api.get("/v1/me", session), api.http.get("/v1/me"), api.http.get("/nowhere")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers
        assert "server" not in answer.headers or answer.headers["server"] == "uvicorn"


def test_the_request_id_comes_back(api: Api) -> None:
    """A request id comes back and is in the log; anything else in its place is replaced."""
    asked = str(uuid4())
    answer = api.http.get("/v1/me", headers={"X-Request-Id": asked})
    assert answer.headers["x-request-id"] == answer.json()["request_id"] == asked
    other = api.http.get("/v1/me", headers={"X-Request-Id": "forged\tline"})
    assert str(UUID(other.headers["x-request-id"])) == other.json()["request_id"]


def test_without_a_session(api: Api) -> None:
    """A 401 has the WWW-Authenticate header that its standard requires."""
    answer = api.http.get("/v1/me")
    assert api.problem(answer) == (401, "session_expired")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["type"] == "urn:mon-compte:problem:session_expired"


def test_a_body_too_large(api: Api) -> None:
    """A body that is too large is refused, whether its size is announced or not."""
    body = b" " * 70_000
    assert api.problem(api.http.post("/v1/sessions", content=body)) == (413, "payload_too_large")
    assert api.problem(api.http.post("/v1/sessions", content=iter([body]))) == (413, "payload_too_large")


def test_paths_and_methods_that_do_not_exist(api: Api) -> None:
    """Unknown paths and methods are answered with problem details too."""
    assert api.problem(api.http.get("/v1/nothing")) == (404, "not_found")
    answer = api.http.put("/v1/me")
    assert api.problem(answer) == (405, "method_not_allowed")
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    ("version", "status"), [("0.1.0", 401), ("1.0", 401), ("0.0.9", 426), ("nonsense", 401), (None, 401)]
)
def test_a_client_too_old_is_told_so(api: Api, version: str | None, status: int) -> None:
    """A client that is too old is told so before anything else."""
    headers = {"Mon-Compte-Version": version} if version else {}
    assert api.http.get("/v1/me", headers=headers).status_code == status


def test_health(api: Api) -> None:
    """The health answer has what the launcher waits for."""
    assert api.http.get("/health").json() == {"status": "ok", "version": "0.1.0", "demo": True}


def test_a_client_too_old_learns_it_before_anybody_signs_in(api: Api) -> None:
    """The health answer tells a client that is too old so."""
    answer = api.http.get("/health", headers={"Mon-Compte-Version": "0.0.9"})
    assert api.problem(answer) == (426, "update_required")


def test_the_documentation_needs_no_other_host(api: Api) -> None:
    """The documentation page and all that it loads come from this server."""
    page = api.http.get("/docs").text
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert loaded
    for path in loaded:
        assert path.startswith("/"), path
        assert api.http.get(path).status_code == 200


def test_without_demo_there_is_no_demo(serve: Serve, new_database: NewDatabase) -> None:
    """A server that is no demonstration has none of its operations."""
    with serve(Settings(database=new_database("sqlite"))) as url:
        assert httpx.get(f"{url}/health", verify=PLAIN, timeout=PATIENCE_S).json()["demo"] is False
        for path in ("/demo", "/demo/messages", "/demo/clock", "/demo/faults", "/demo/reset"):
            assert httpx.get(f"{url}{path}", verify=PLAIN, timeout=PATIENCE_S).status_code == 404
            assert httpx.post(f"{url}{path}", verify=PLAIN, json={}, timeout=PATIENCE_S).status_code == 404
        refused = httpx.post(
            f"{url}/v1/sessions",
            verify=PLAIN,
            json={"identifier": "2880635238112", "password": "Tilleul35rennes"},
            timeout=PATIENCE_S,
        )
        assert refused.status_code == 401


@pytest.mark.parametrize("path", ["/health", "/v1/me", "/docs", "/demo"])
def test_other_names_are_refused(api: Api, path: str) -> None:
    """A page whose own name leads here (DNS rebinding) gets nothing, on any path."""
    answer = api.http.get(path, headers={"Host": "rebind.evil"})
    assert answer.status_code == 421
    assert "version" not in answer.text


def test_documentation_can_be_switched_off(serve: Serve, new_database: NewDatabase) -> None:
    """The documentation can be switched off."""
    with serve(Settings(database=new_database("sqlite"), docs=False)) as url:
        assert {
            httpx.get(f"{url}/{path}", verify=PLAIN, timeout=PATIENCE_S).status_code
            for path in ("docs", "openapi.json")
        } == {404}
        assert httpx.get(f"{url}/health", verify=PLAIN, timeout=PATIENCE_S).status_code == 200
