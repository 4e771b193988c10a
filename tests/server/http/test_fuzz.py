"""Whatever arrives, the server answers, and never with a 5xx."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.support.properties import examples

if TYPE_CHECKING:
    from tests.server.conftest import Api

PATHS = ["/v1/sessions", "/v1/sessions/refresh", "/demo/faults", "/demo/clock"]
FIELDS = ["identifier", "password", "device_name", "refresh_token", "path", "status", "advance_seconds"]
# Lone surrogates and NUL included: JSON can carry them, databases cannot.
TEXT = st.text(st.characters(), max_size=70)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT, lambda inner: st.lists(inner, max_size=3)
)


@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(path="/v1/sessions/refresh", body={"refresh_token": "\ud800"})
@given(path=st.sampled_from(PATHS), body=st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_json(api: Api, path: str, body: dict[str, Any]) -> None:
    """Any JSON is answered."""
    if path == "/demo/faults" and isinstance(body.get("path"), str):
        body["path"] = "!" + body["path"]
    answer = api.http.post(path, content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert answer.status_code < 500, answer.text


@settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    path=st.sampled_from(PATHS),
    body=st.binary(max_size=200),
    content_type=st.sampled_from(["application/json", "text/plain", "multipart/form-data", ""]),
    token=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=50),
)
def test_any_bytes(api: Api, path: str, body: bytes, content_type: str, token: str) -> None:
    """Any bytes, content type and token are answered."""
    headers = {"Content-Type": content_type, "Authorization": f"Bearer {token}"}
    assert api.http.post(path, content=body, headers=headers).status_code < 500
    assert api.http.get("/v1/me", headers=headers).status_code == 401
