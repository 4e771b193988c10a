"""Sign-in and sign-out, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from uuid import uuid4

import httpx
import pytest

from server import Settings, sqlite_url
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, Find, Serve

FULL = [
    "responsable-seul",
    "responsable-couple",
    "conjoint-autorise",
    "conjoint-sans-procuration",
    "enfant",
    "provisoire",
]


@pytest.mark.parametrize("role", FULL)
def test_every_role_signs_in(api: Api, role: str) -> None:
    """Every account of the demonstration signs in as its person."""
    session = api.sign_in(role)
    assert session["scope"] == "full"
    me = api.get("/v1/me", session)
    assert me.status_code == 200
    assert me.json()["account_id"] == session["account_id"]


@pytest.mark.parametrize("role", ["ancien-seul", "ancien-couple"])
def test_an_old_account_may_only_migrate(api: Api, role: str) -> None:
    """The session of an 8-digit password is for the migration only."""
    session = api.sign_in(role)
    assert session["scope"] == "migration"
    assert api.problem(api.get("/v1/me", session)) == (403, "migration_required")
    assert api.get("/v1/sessions/current", session).json()["scope"] == "migration"


def test_wrong_identifier_and_wrong_password_are_not_told_apart(api: Api, account: Find) -> None:
    """A wrong identifier and a wrong password get the same status, body and headers."""
    known = account("responsable-seul")
    answers = [
        api.try_sign_in(known.identifier, "Wrong12345"),
        api.try_sign_in("1990199999999", known.password),
        api.try_sign_in("not a number", known.password),
        api.try_sign_in(known.identifier, ""),
    ]

    def told(answer: httpx.Response) -> object:
        body = {name: value for name, value in answer.json().items() if name != "request_id"}
        headers = {
            name: answer.headers[name] for name in answer.headers if name not in {"date", "x-request-id"}
        }
        return answer.status_code, body, headers

    assert api.problem(answers[0]) == (401, "credentials_refused")
    assert all(told(answer) == told(answers[0]) for answer in answers)


def test_a_password_is_compared_whole(api: Api, account: Find) -> None:
    """A password is compared without any change."""
    known = account("responsable-couple")
    for wrong in (known.password[:-1], known.password + "x", known.password.lower(), f" {known.password}"):
        assert api.problem(api.try_sign_in(known.identifier, wrong)) == (401, "credentials_refused")


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"identifier": "1" * 41, "password": "x"}, "identifier", "too_long"),
        ({"identifier": "1", "password": "S" * 65}, "password", "too_long"),
        ({"identifier": "1"}, "password", "missing"),
        (
            {"identifier": "1", "password": "x", "device_name": "\x00"},
            "device_name",
            "invalid_characters",
        ),
    ],
)
def test_unreadable_fields_are_named_without_their_values(
    api: Api, body: dict[str, str], field: str, code: str
) -> None:
    """Unreadable fields are named, and their values are not repeated."""
    answer = api.http.post("/v1/sessions", json=body)
    assert api.problem(answer) == (422, "validation_failed")
    assert answer.json()["errors"] == [{"field": field, "code": code}]
    assert "S" * 65 not in answer.text


def test_signing_out_kills_both_tokens(api: Api) -> None:
    """A sign-out ends both tokens, and a retry gets the same answer."""
    session = api.sign_in("responsable-seul")
    headers = {**api.bearer(session), "Idempotency-Key": str(uuid4())}
    assert [api.http.delete("/v1/sessions/current", headers=headers).status_code for _ in range(2)] == [
        204,
        204,
    ]
    assert api.problem(api.get("/v1/me", session)) == (401, "session_expired")
    assert api.problem(api.refresh(session["refresh_token"])) == (401, "session_expired")


def test_an_access_token_lasts_five_minutes_and_is_renewed(api: Api) -> None:
    """An access token lasts five minutes, and is renewed without another sign-in."""
    session = api.sign_in("responsable-seul")
    assert session["access_expires_in"] == 300
    api.advance(301)
    assert api.problem(api.get("/v1/me", session)) == (401, "session_expired")
    renewed = api.refresh(session["refresh_token"])
    assert renewed.status_code == 200
    assert renewed.json()["session_id"] == session["session_id"]
    assert api.get("/v1/me", renewed.json()).status_code == 200


def test_a_session_ends_after_15_idle_minutes(api: Api) -> None:
    """A session ends after 15 idle minutes; a renewal of tokens is no activity."""
    session = api.sign_in("responsable-seul")
    for _ in range(3):
        api.advance(299)
        session = api.refresh(session["refresh_token"]).json()
    assert session["idle_expires_in"] <= 900 - 3 * 299
    api.advance(30)
    assert api.problem(api.refresh(session["refresh_token"])) == (401, "session_expired")


def test_staying_connected_starts_the_15_minutes_anew(api: Api) -> None:
    """The button « Rester connecté » restarts the 15 minutes."""
    session = api.sign_in("responsable-seul")
    api.advance(290)
    assert api.get("/v1/sessions/current", session).json()["idle_expires_in"] == 900
    api.advance(850)
    assert api.refresh(session["refresh_token"]).status_code == 200


def test_a_session_ends_after_12_hours(api: Api) -> None:
    """A session ends after 12 hours, whatever its activity."""
    session = api.sign_in("responsable-seul")
    for _ in range(12 * 6):
        api.advance(600)
        answer = api.refresh(session["refresh_token"])
        if answer.status_code != 200:
            break
        session = answer.json()
        api.get("/v1/sessions/current", session)
    else:
        pytest.fail("the session outlived its 12 hours")
    assert api.problem(answer) == (401, "session_expired")


def test_a_stolen_refresh_token_kills_its_family(api: Api) -> None:
    """A refresh token that is used twice ends the session for both users, as one may be a thief."""
    session = api.sign_in("responsable-seul")
    renewed = api.refresh(session["refresh_token"]).json()
    assert api.problem(api.refresh(session["refresh_token"])) == (401, "session_expired")
    assert api.problem(api.get("/v1/me", renewed)) == (401, "session_expired")
    assert api.problem(api.refresh(renewed["refresh_token"])) == (401, "session_expired")


def test_many_refreshes_at_once_with_one_key_are_one(api: Api) -> None:
    """Concurrent renewals with one key are one renewal."""
    session = api.sign_in("responsable-seul")
    key = {"Idempotency-Key": str(uuid4())}
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: api.refresh(session["refresh_token"], **key), range(16)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert api.get("/v1/me", answers[0].json()).status_code == 200


def test_many_refreshes_at_once_without_a_key_are_a_theft(api: Api) -> None:
    """Concurrent renewals without a key count as a theft."""
    session = api.sign_in("responsable-seul")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: api.refresh(session["refresh_token"]), range(8)))
    granted = [answer for answer in answers if answer.status_code == 200]
    assert len(granted) == 1
    assert api.problem(api.get("/v1/me", granted[0].json())) == (401, "session_expired")


def test_a_crowd_is_told_to_come_back(serve: Serve, demo_file: Path, account: Find) -> None:
    """Where many passwords wait already, one more is told so at once; those that wait are all verified."""
    known = account("responsable-seul")
    body = {"identifier": known.identifier, "password": known.password}
    settings = Settings(database=sqlite_url(demo_file), demo=True, sign_ins_waiting=1)

    def sign_in(url: str) -> httpx.Response:
        return httpx.post(f"{url}/v1/sessions", json=body, verify=PLAIN, timeout=60)

    with serve(settings) as url, ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(sign_in, [url] * 8))
        assert {each.status_code for each in answers} == {201, 503}
        for each in answers:
            if each.status_code == 503:
                assert (each.json()["code"], each.headers["retry-after"]) == ("busy", "2")
        assert sign_in(url).status_code == 201, "the crowd has gone"
