"""Idempotency: a request that is sent twice is done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.server.conftest import Api, Find

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4


def key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


def test_signing_in_twice_with_one_key_is_one_session(api: Api, account: Find) -> None:
    """Two sign-ins with the same key open one session."""
    known, headers = account("responsable-seul"), key()
    with ThreadPoolExecutor(4) as threads:
        answers = list(
            threads.map(lambda _: api.try_sign_in(known.identifier, known.password, **headers), range(4))
        )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert api.get("/v1/me", answers[0].json()["session"]).status_code == 200


def test_one_code_is_sent_for_one_key(api: Api, account: Find) -> None:
    """A retry sends no second code."""
    known, headers = account("code-a-la-connexion"), key()
    for _ in range(3):
        assert api.try_sign_in(known.identifier, known.password, **headers).status_code == 201
    assert len(api.http.get("/demo/messages").json()) == 1


def test_a_wrong_code_sent_twice_costs_one_try(api: Api) -> None:
    """A retry gets the stored refusal, and costs no second try."""
    challenge, headers = api.challenge(), key()
    wrong = f"{(int(api.last_code()) + 1) % 1_000_000:06d}"
    first, second = (api.verify(challenge, wrong, **headers) for _ in range(2))
    assert [api.problem(answer) for answer in (first, second)] == [(422, "code_refused")] * 2
    assert (first.json()["tries_left"], second.json()["tries_left"]) == (4, 4)
    assert api.verify(challenge, api.last_code()).status_code == 201


def test_a_key_belongs_to_one_request(api: Api, account: Find) -> None:
    """The same key with another body or path is refused."""
    known, headers = account("responsable-seul"), key()
    assert api.try_sign_in(known.identifier, known.password, **headers).status_code == 201
    assert api.problem(api.try_sign_in(known.identifier, "Other12345", **headers)) == (
        409,
        "idempotency_conflict",
    )
    assert api.problem(api.refresh("x", **headers)) == (409, "idempotency_conflict")


def test_a_refusal_that_changed_nothing_may_be_tried_again(api: Api) -> None:
    """A retry after a refusal that changed nothing is done."""
    challenge, headers = api.challenge(), key()
    path = f"/v1/challenges/{challenge['challenge_id']}/resend"
    assert api.problem(api.http.post(path, json={}, headers=headers)) == (429, "resend_too_soon")
    api.advance(30)
    assert api.http.post(path, json={}, headers=headers).status_code == 200


def test_answers_are_kept_for_24_hours(api: Api) -> None:
    """After 24 hours the answer is gone and the key is free."""
    session, headers = api.sign_in("responsable-seul"), key()
    assert api.refresh(session["refresh_token"], **headers).status_code == 200
    api.advance(24 * 3600 - 60)
    assert api.refresh(session["refresh_token"], **headers).status_code == 200
    api.advance(60)
    assert api.problem(api.refresh(session["refresh_token"], **headers)) == (401, "session_expired")


def test_a_key_that_is_no_uuid(api: Api) -> None:
    """A key must be a UUID: a guessable key would open a stored answer."""
    answer = api.refresh("x", **{"Idempotency-Key": "1"})
    assert api.problem(answer) == (422, "validation_failed")
