"""Whatever is sent to enrolments and password resets, the server answers, and never with a 5xx."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server.enrolment_steps import CURRENT, NEWCOMER, Draft, civil_status
from tests.support.properties import examples

if TYPE_CHECKING:
    from tests.server.conftest import Api

RESET = "/v1/password-resets/current"
STEPS = [
    ("PUT", f"{CURRENT}/civil-status"),
    ("PUT", f"{CURRENT}/identity"),
    ("PUT", f"{CURRENT}/contact"),
    ("POST", f"{CURRENT}/contact/verification"),
    ("PUT", f"{CURRENT}/password"),
    ("POST", f"{CURRENT}/scans"),
    ("POST", "/v1/enrolments"),
    ("POST", "/v1/enrolments/resumptions"),
    ("POST", "/v1/password-resets"),
    ("POST", f"{RESET}/code"),
    ("POST", f"{RESET}/verification"),
    ("PUT", f"{RESET}/password"),
    ("POST", f"{RESET}/old-password"),
]
FIELDS = [
    "nir", "civility", "birth_name", "used_name", "first_names", "birth_date", "birth_place", "confirmed", "kind",
    "number", "channel", "value", "code", "password", "file_name", "size", "benefit", "identifier",
]  # fmt: skip
# Lone surrogates and NUL included: JSON can carry them, databases cannot.
TEXT = st.text(st.characters(), max_size=70)
LIKELY = st.sampled_from(
    ["sms", "mail", "none", "cni", "passport", "madame", "0612345678", "a@example.org", "123456"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | LIKELY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kind", "code"]), inner),
)
FUZZ = settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def tokens(api: Api) -> list[str]:
    """Return the tokens of a draft at its identity step, of one at its code step, and of a reset."""
    reset = api.http.post("/v1/password-resets", json={"identifier": "1850578006084"}).json()["token"]
    return [Draft.at(api.http, "identity").token, Draft.at(api.http, "code").token, str(reset)]


@FUZZ
@given(
    step=st.sampled_from(STEPS), body=st.dictionaries(st.sampled_from(FIELDS), JSON), which=st.integers(0, 2)
)
def test_any_json(
    api: Api, tokens: list[str], step: tuple[str, str], body: dict[str, object], which: int
) -> None:
    """Any JSON at any step is answered."""
    method, path = step
    headers = {"Authorization": f"Bearer {tokens[which]}", "Content-Type": "application/json"}
    answer = api.http.request(method, path, content=json.dumps(body), headers=headers)
    assert answer.status_code < 500, answer.text


@FUZZ
@given(
    changed=st.fixed_dictionaries(
        {},
        optional={
            "nir": TEXT | st.from_regex(r"[1278][0-9]{12}([0-9]{2})?", fullmatch=True),
            "birth_name": TEXT,
            "used_name": TEXT,
            "first_names": st.lists(TEXT, max_size=4),
            "birth_date": TEXT | st.dates().map(str),
            "birth_place": st.fixed_dictionaries(
                {"kind": st.sampled_from(["commune", "country"]), "code": TEXT.map(lambda text: text[:5])}
            ),
        },
    ),
    confirmed=st.booleans(),
)
def test_any_civil_status(api: Api, tokens: list[str], changed: dict[str, object], confirmed: bool) -> None:  # noqa: FBT001 - hypothesis names it
    """Any civil status is accepted, questioned, or refused with a code for each field."""
    draft = Draft(api.http, tokens[0])
    body = civil_status(NEWCOMER["avec-nir"], **changed, confirmed=confirmed)
    headers = {"Authorization": f"Bearer {draft.token}", "Content-Type": "application/json"}
    answer = api.http.put(f"{CURRENT}/civil-status", content=json.dumps(body), headers=headers)
    assert answer.status_code in {200, 422}, answer.text
    if answer.status_code == 422 and answer.json()["code"] == "validation_failed":
        assert answer.json()["errors"]


@FUZZ
@given(name=TEXT, content=st.binary(min_size=1, max_size=300), cut=st.integers(0, 300))
def test_any_scan(api: Api, tokens: list[str], name: str, content: bytes, cut: int) -> None:
    """Scans with any name and content, in any pieces, are answered."""
    draft = Draft(api.http, tokens[0])
    body = json.dumps({"file_name": name, "size": len(content)})
    headers = {"Authorization": f"Bearer {draft.token}", "Content-Type": "application/json"}
    announced = api.http.post(f"{CURRENT}/scans", content=body, headers=headers)
    assert announced.status_code in {201, 422, 429}, announced.text
    if announced.status_code == 201:
        scan_id = announced.json()["scan_id"]
        for start, piece in ((0, content[:cut]), (min(cut, len(content)), content[cut:])):
            assert draft.send(scan_id, start, piece).status_code < 500
        draft.delete(f"/scans/{scan_id}")
