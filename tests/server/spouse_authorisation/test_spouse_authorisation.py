"""Spouse authorisations: effective at once, notified to both, recorded, and never overwritten unseen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from tests.server.home.test_files import file_of, overview

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api


def path_of(api: Api, session: dict[str, Any], index: int = 0) -> str:
    return f"/v1/files/{file_of(api, session, index)['file_id']}/authorisation"


def put(
    api: Api, session: dict[str, Any], *, authorised: bool, expected: bool, path: str | None = None
) -> httpx.Response:
    return api.http.put(
        path or path_of(api, session),
        json={"authorised": authorised, "expected": expected},
        headers=api.bearer(session),
    )


def test_given_and_withdrawn_on_an_open_session(api: Api) -> None:
    """The spouse's next request sees the change, without another sign-in."""
    thomas, ines = api.sign_in("responsable-couple"), api.sign_in("conjoint-sans-procuration")
    payments = f"/v1/files/{file_of(api, ines)['file_id']}/payments"
    assert api.problem(api.get(payments, ines)) == (403, "door_closed")
    given = put(api, thomas, authorised=True, expected=False)
    assert given.json()["authorised"] is True
    assert api.get(payments, ines).status_code == 200
    assert overview(api, ines)["doors"]["payments"]["open"] is True
    assert put(api, thomas, authorised=False, expected=True).status_code == 200
    assert api.problem(api.get(payments, ines)) == (403, "door_closed")
    assert overview(api, ines)["last_payment"] is None


def test_both_are_told(api: Api) -> None:
    """Each change is notified to both, with the other's name."""
    thomas = api.sign_in("responsable-couple")
    for authorised in (True, False):
        put(api, thomas, authorised=authorised, expected=not authorised)
        received, by_sms, kept = api.http.get("/demo/messages").json()[:3]
        assert (received["to"], received["subject"]) == ("ines.martin@example.org", "Vos accès au dossier")
        assert (by_sms["to"], by_sms["channel"]) == ("0698765418", "sms")
        assert (kept["to"], kept["subject"]) == ("thomas.martin@example.org", "Mes autorisations")
        assert ("ne peut plus" in kept["body"]) is not authorised
        assert "Thomas Martin" in received["body"]
        assert "Inès Martin" in kept["body"]


def test_its_history_has_dates(api: Api) -> None:
    """The changes are listed with their dates, newest first."""
    thomas = api.sign_in("responsable-couple")
    assert api.get(path_of(api, thomas), thomas).json() == {
        "spouse": {"name": "Inès Martin", "has_account": True},
        "authorised": False,
        "history": [],
    }
    for authorised in (True, False):
        put(api, thomas, authorised=authorised, expected=not authorised)
        api.advance(60)
    history = api.get(path_of(api, thomas), thomas).json()["history"]
    assert [(event["given"], event["by"]) for event in history] == [
        (False, "responsable"),
        (True, "responsable"),
    ]
    assert history[0]["at"] > history[1]["at"]


def test_what_changed_meanwhile_is_not_overwritten(api: Api) -> None:
    """A device that saw an older state is refused, and nothing is sent or recorded."""
    first, second = api.sign_in("responsable-couple"), api.sign_in("responsable-couple")
    assert put(api, first, authorised=True, expected=False).status_code == 200
    before = len(api.http.get("/demo/messages").json())
    assert api.problem(put(api, second, authorised=False, expected=False)) == (409, "changed_meanwhile")
    assert api.problem(put(api, second, authorised=True, expected=False)) == (409, "changed_meanwhile")
    shown = api.get(path_of(api, second), second).json()
    assert (shown["authorised"], len(shown["history"])) == (True, 1)
    assert len(api.http.get("/demo/messages").json()) == before


def test_withdrawing_twice(api: Api) -> None:
    """A second withdrawal is refused: the state changed meanwhile."""
    thomas = api.sign_in("responsable-couple")
    put(api, thomas, authorised=True, expected=False)
    assert put(api, thomas, authorised=False, expected=True).status_code == 200
    assert api.problem(put(api, thomas, authorised=False, expected=True)) == (409, "changed_meanwhile")


def test_what_it_is_already_changes_nothing(api: Api) -> None:
    """A request for the present state sends and records nothing."""
    thomas = api.sign_in("responsable-couple")
    before = api.http.get("/demo/messages").json()
    assert put(api, thomas, authorised=False, expected=False).json()["history"] == []
    assert api.http.get("/demo/messages").json() == before


def test_at_once_from_everywhere_it_is_given_once(api: Api) -> None:
    """Of ten concurrent devices one gives the authorisation, and nine are refused."""
    thomas = api.sign_in("responsable-couple")
    path = path_of(api, thomas)
    with ThreadPoolExecutor(10) as threads:
        answers = list(
            threads.map(
                lambda _: put(api, thomas, authorised=True, expected=False, path=path).status_code, range(10)
            )
        )
    assert sorted(answers) == [200] + [409] * 9
    assert len(api.get(path, thomas).json()["history"]) == 1


def test_a_lost_answer_is_asked_for_again(api: Api) -> None:
    """A retry is done once, and gets the same answer."""
    thomas = api.sign_in("responsable-couple")
    headers = api.bearer(thomas) | {"Idempotency-Key": "6d1b5c4e-52bb-4c54-9c57-5d0e3dbf2a10"}
    body = {"authorised": True, "expected": False}
    path = path_of(api, thomas)
    answers = [api.http.put(path, json=body, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()


@pytest.mark.parametrize(
    ("role", "index", "refusal"),
    [
        ("conjoint-sans-procuration", 0, (403, "door_closed")),
        ("conjoint-autorise", 0, (403, "door_closed")),
        ("enfant", 0, (403, "door_closed")),
        ("responsable-seul", 0, (404, "not_found")),
        ("conjoint-autorise", 1, (404, "not_found")),
    ],
)
def test_the_responsable_of_a_couple_alone(api: Api, role: str, index: int, refusal: tuple[int, str]) -> None:
    """Only the responsable can read or change it; without a spouse it is not found."""
    session = api.sign_in(role)
    path = path_of(api, session, index)
    assert api.problem(api.get(path, session)) == refusal
    assert api.problem(put(api, session, authorised=True, expected=False, path=path)) == refusal


def test_another_persons_file_does_not_exist(api: Api) -> None:
    """Ids of others answer as ids of nobody do; a session of a migration opens nothing."""
    path = path_of(api, api.sign_in("responsable-couple"))
    claire = api.sign_in("responsable-seul")
    assert api.problem(put(api, claire, authorised=True, expected=False, path=path)) == (404, "not_found")
    old = api.sign_in("ancien-couple")
    assert api.problem(api.get(path, old)) == (403, "migration_required")
    assert api.problem(api.http.get(path)) == (401, "session_expired")
