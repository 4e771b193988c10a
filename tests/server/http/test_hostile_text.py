"""Hostile text is refused with its field, by every operation of the API's document."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server.conftest import ACCOUNTS
from tests.server.enrolment_steps import CURRENT, Draft
from tests.support.plain import PLAIN
from tests.support.properties import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.conftest import Api

DOCUMENT = json.loads((Path(__file__).parents[3] / "docs" / "openapi.json").read_text())
OPERATIONS = [
    (method.upper(), path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
# A word that shows whether an answer repeats what was sent.
CANARY = "zq7canary"
HOSTILE = {
    "a lone surrogate": f"{CANARY}\ud800",
    "half a pair": f"\udc00{CANARY}",
    "NUL": f"{CANARY}\x00",
    "escape": f"\x1b[31m{CANARY}",
    "a C1 control": f"{CANARY}\x85",
    "delete": f"{CANARY}\x7f",
    "a non-character": f"{CANARY}\ufffe",
    "ten thousand marks": CANARY + "\u0301" * 10_000,
}
REORDERED = {
    "an override": f"\u202e{CANARY}",
    "an isolate": f"{CANARY}\u2066",
    "a separator": f"\u2028{CANARY}",
}


def schema_of(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    if "oneOf" in schema:  # of several bodies, told apart by one field, each has its own
        fields = [schema_of(each)["properties"] for each in schema["oneOf"]]
        return {"properties": {name: said for each in fields for name, said in each.items()}}
    return schema


def body_schema(operation: dict[str, Any]) -> dict[str, Any] | None:
    content = operation.get("requestBody", {}).get("content", {})
    return schema_of(content["application/json"]["schema"]) if "application/json" in content else None


def with_bodies() -> Iterator[Any]:
    for method, path, operation in OPERATIONS:
        if body_schema(operation):
            yield pytest.param(method, path, operation, id=f"{method} {path}")


def with_paths() -> Iterator[Any]:
    for method, path, operation in OPERATIONS:
        named = [each for each in operation.get("parameters", []) if each["in"] in {"path", "query"}]
        if named:
            yield pytest.param(method, path, named, id=f"{method} {path}")


def url_of(path: str, **values: str) -> str:
    for name in [part[1:-1] for part in path.split("/") if part.startswith("{")]:
        path = path.replace(
            f"{{{name}}}", values.get(name, quote("sms" if name == "channel" else str(uuid4())))
        )
    return path


def send(http: httpx.Client, method: str, url: str, body: object) -> Any:
    # Escaped, JSON can carry what no encoding can.
    return http.request(method, url, content=json.dumps(body), headers={"Content-Type": "application/json"})


def assert_refused(answer: Any, field: str) -> None:
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] == "validation_failed"
    assert field in {error["field"] for error in answer.json()["errors"]}, answer.text
    assert CANARY not in answer.text


@pytest.fixture
def http(live_url: str) -> Iterator[httpx.Client]:
    """Yield a client of a server that is not reset: what is refused changes nothing."""
    with httpx.Client(base_url=live_url, verify=PLAIN, timeout=60) as http:
        yield http


def test_a_query_that_no_operation_asks_for(http: httpx.Client) -> None:
    """Hostile query parameters are refused by every operation, even where it has none."""
    for method, path, operation in OPERATIONS:
        body: dict[str, Any] | None = {} if body_schema(operation) else None
        answer = http.request(method, f"{url_of(path)}?more=a%00{CANARY}", json=body)
        assert_refused(answer, "more")


@pytest.fixture
def tokens(api: Api) -> list[str]:
    """Return the tokens of a session, of two drafts and of a reset, which open different operations."""
    signed = api.sign_in("responsable-couple")["access_token"]
    reset = api.http.post("/v1/password-resets", json={"identifier": "1850578006084"}).json()["token"]
    return [signed, Draft.at(api.http, "identity").token, Draft.at(api.http, "code").token, reset]


@pytest.fixture(autouse=True)
def no_traceback(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Check after each test that nothing failed, and that the log repeats nothing of what was sent."""
    caplog.set_level(logging.INFO, logger="server")
    yield
    assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.parametrize(("method", "path", "operation"), list(with_bodies()))
def test_in_a_body(http: httpx.Client, method: str, path: str, operation: dict[str, Any]) -> None:
    """Hostile text is refused in fields, lists, unknown fields, names of fields and the body itself."""
    schema = body_schema(operation)
    assert schema is not None
    for hostile in HOSTILE.values():
        for field in [*schema["properties"], "unknown"]:
            assert_refused(send(http, method, url_of(path), {field: hostile}), field)
        assert_refused(send(http, method, url_of(path), {"deep": [{"er": [0, hostile]}]}), "deep.0.er.1")
        assert_refused(send(http, method, url_of(path), {"outer": {hostile: 1}}), "outer")
        assert_refused(send(http, method, url_of(path), {hostile: 1}), "body")
        assert_refused(send(http, method, url_of(path), hostile), "body")


@pytest.mark.parametrize(("method", "path", "operation"), list(with_bodies()))
def test_reordered_text_is_cleaned_or_refused(
    http: httpx.Client, method: str, path: str, operation: dict[str, Any]
) -> None:
    """Signs that reorder a text are removed where the field is cleaned, and refused elsewhere."""
    for reordered in REORDERED.values():
        assert_refused(send(http, method, url_of(path), {"unknown": reordered}), "unknown")
        assert_refused(send(http, method, url_of(path), {reordered: 1}), "body")
        for field, said in (body_schema(operation) or {})["properties"].items():
            if "password" in field or "token" in field:
                assert_refused(send(http, method, url_of(path), {field: reordered}), field)
            assert send(http, method, url_of(path), {field: reordered}).status_code < 500, said


@pytest.mark.parametrize(("method", "path", "named"), list(with_paths()))
def test_in_an_address(http: httpx.Client, method: str, path: str, named: list[dict[str, Any]]) -> None:
    """Hostile text and invalid UTF-8 are refused in the path and the query."""
    hostile = [quote(text, errors="surrogatepass") for text in (*HOSTILE.values(),) if len(text) < 100]
    hostile += [f"{CANARY}%ff", f"%c3{CANARY}", f"{CANARY}%e2%80%ae"]
    for each in hostile:
        for parameter in named:
            name = parameter["name"]
            if parameter["in"] == "path":
                assert_refused(send(http, method, url_of(path, **{name: each}), None), name)
            elif "%e2" not in each:
                assert_refused(send(http, method, f"{url_of(path)}?{name}={each}", None), name)
        assert_refused(send(http, method, f"{url_of(path)}?{each}=1", None), "query")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Idempotency-Key", b"\xff\x80"),
        ("Upload-Offset", "٣".encode()),
        ("Mon-Compte-Version", b"\x85"),
        ("X-Request-Id", b"\xed\xa0\x80"),
        ("Authorization", b"Bearer \xed\xa0\x80"),
        ("Accept-Language", b"\xff"),
        ("User-Agent", b"\xed\xa0\x80"),
        ("Content-Type", b"application/json; charset=\xff"),
    ],
)
def test_in_headers(api: Api, name: str, value: bytes) -> None:
    """Any bytes in a header are answered."""
    draft = Draft.at(api.http, "identity")
    headers: list[tuple[bytes, bytes]] = [
        (b"Authorization", f"Bearer {draft.token}".encode()),
        (b"Content-Type", b"application/json"),
    ]
    headers = [each for each in headers if each[0] != name.encode()] + [(name.encode(), value)]
    for method, path in (
        ("POST", "/v1/sessions"),
        ("PUT", f"{CURRENT}/identity"),
        ("PATCH", f"{CURRENT}/scans/{uuid4()}"),
    ):
        answer = api.http.request(method, path, content=b"{}", headers=headers)
        assert 400 <= answer.status_code < 500


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"\xff\xfe", "body"),
        (b"{", "body"),
        (b"\xc3", "body"),
        (b"[" * 30_000, "body"),
        (b'{"identifier": "\xed\xa0\x80"}', "identifier"),
        (b'{"a":' * 500 + b'"\\ud800"' + b"}" * 500, ".".join("a" * 500)),
    ],
    ids=range(6),
)
def test_what_is_no_json(http: httpx.Client, body: bytes, field: str) -> None:
    """Invalid UTF-8 and endlessly nested JSON are refused."""
    answer = http.post("/v1/sessions", content=body, headers={"Content-Type": "application/json"})
    assert_refused(answer, field)


def test_a_name_without_end(http: httpx.Client) -> None:
    """A field's name that is too long is refused."""
    assert_refused(send(http, "POST", "/v1/sessions", {CANARY * 100: 1}), "body")
    assert_refused(send(http, "GET", f"/v1/places?{CANARY * 100}=1", None), "query")


@pytest.mark.parametrize("around", ["\u202a{}\u202c", "\u2066{}\u2069", "\u200b{}\ufeff", "\u202d{}\n"])
def test_marks_around_a_right_number_are_cleaned(api: Api, around: str) -> None:
    """Invisible signs copied with an identifier are removed."""
    known = ACCOUNTS["responsable-couple"]
    assert api.try_sign_in(around.format(known.identifier), known.password).status_code == 201
    waiting = api.challenge()
    assert api.verify(waiting, around.format(api.last_code())).status_code == 201


@pytest.mark.parametrize("name", ["מֹשֶׁה", "Téléphone de 👨‍👩‍👧", "प्रिया", "བོད་ཡིག"])
def test_letters_of_any_script_stay(http: httpx.Client, name: str) -> None:
    """Text in any language, with marks and emoji, is accepted."""
    body = {"code": "x", "code_verifier": "x" * 43, "device_name": name}
    answer = send(http, "POST", "/v1/franceconnect/exchange", body)
    assert answer.json()["code"] != "validation_failed", answer.text


FUZZED = st.text(st.characters(), max_size=45) | st.sampled_from(
    [*HOSTILE.values(), *REORDERED.values(), "sms"]
)


@settings(
    max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), which=st.sampled_from(OPERATIONS), owner=st.integers(0, 3))
def test_any_text_anywhere(
    http: httpx.Client, tokens: list[str], data: st.DataObject, which: tuple[str, str, Any], owner: int
) -> None:
    """Any text in any field of any operation is answered."""
    method, path, operation = which
    schema = body_schema(operation) or {"properties": {}}
    body = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(schema["properties"], FUZZED)))
    typed = data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=9))
    segments = {
        part[1:-1]: quote(data.draw(FUZZED)[:40], safe="", errors="surrogatepass")
        for part in path.split("/")
        if part.startswith("{")
    }
    answer = http.request(
        method,
        url_of(path, **{name: value for name, value in segments.items() if value.strip(".")}),
        params=dict.fromkeys(("q", "cursor", typed), typed),
        content=json.dumps(body),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {tokens[owner]}"},
    )
    assert answer.status_code < 500, answer.text
