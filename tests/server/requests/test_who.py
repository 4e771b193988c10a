"""Who may ask, declare and see what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server.requests_steps import (
    HOUSED,
    MOVED,
    SEPARATED,
    begun,
    file_of,
    moved_by_fund,
    newcomer,
    post,
    save,
    sent,
)

if TYPE_CHECKING:
    from typing import Any

    from tests.server.conftest import Api


def openings(api: Api, session: dict[str, Any], file_id: str | None) -> dict[str, str | None]:
    """Return why each questionnaire is closed, by its id."""
    params = {"file_id": file_id} if file_id else {}
    items = api.get("/v1/me/request-openings", session, **params).json()["items"]
    return {each["questionnaire"]: each["reason"] for each in items}


@pytest.mark.parametrize(
    ("role", "separation", "moving", "benefit"),
    [
        ("responsable-couple", None, None, None),
        ("conjoint-autorise", None, None, None),
        ("conjoint-sans-procuration", None, "procuration_required", "procuration_required"),
        ("enfant", "not_for_children", "responsable_only", "responsable_only"),
    ],
)
def test_the_role_decides_what_may_be_begun(
    api: Api, role: str, separation: str | None, moving: str | None, benefit: str | None
) -> None:
    """What is closed is listed with the reason, and cannot be begun all the same."""
    session = api.sign_in(role)
    file_id = file_of(api, session)
    found = openings(api, session, file_id)
    expected = {"separation": separation, "moving": moving, "housing_benefit": benefit}
    assert {name: found[name] for name in expected} == expected
    for questionnaire, reason in expected.items():
        answer = post(api, session, "", {"questionnaire": questionnaire, "file_id": file_id})
        if reason is None:
            assert answer.status_code == 201
        else:
            assert api.problem(answer) == (403, "door_closed")
            assert answer.json()["reason"] == reason


def test_a_separation_stays_with_who_declared_it(api: Api) -> None:
    """A spouse without procuration declares it alone, and the other one does not learn of it here."""
    spouse, responsable = api.sign_in("conjoint-sans-procuration"), api.sign_in("responsable-couple")
    request = sent(api, spouse, "separation", file_of(api, spouse), SEPARATED)
    assert request["state"] == "sent"
    listed = api.get("/v1/me/requests", responsable).json()["items"]
    assert request["request_id"] not in {each["request_id"] for each in listed}
    other = api.get(f"/v1/me/requests/{request['request_id']}", responsable)
    assert api.problem(other) == (404, "not_found")
    moved_by_fund(api, request, "accepted")
    overview = api.get(f"/v1/files/{file_of(api, responsable)}/overview", responsable).json()
    assert overview["situation"]["marital"] == "separated"


def test_what_one_sends_for_the_file_the_other_follows(api: Api) -> None:
    """An authorised spouse sees what is sent for the household, and no draft of somebody else's."""
    responsable = api.sign_in("responsable-couple")
    file_id = file_of(api, responsable)
    draft = begun(api, responsable, "moving", file_id)
    spouse = api.sign_in("conjoint-sans-procuration")
    given = api.http.put(
        f"/v1/files/{file_id}/authorisation",
        json={"authorised": True, "expected": False},
        headers=api.bearer(responsable),
    )
    assert given.status_code == 200, given.text
    path = f"/v1/me/requests/{draft['request_id']}"
    assert api.problem(api.get(path, spouse)) == (404, "not_found")
    revision = save(api, responsable, draft, answers=MOVED).json()["revision"]
    post(api, responsable, f"/{draft['request_id']}/submission", {"revision": revision})
    assert api.get(path, spouse).json()["state"] == "sent"
    assert post(api, spouse, f"/{draft['request_id']}/withdrawal").json()["state"] == "withdrawn"


def test_a_door_that_closed_meanwhile_keeps_from_sending(api: Api) -> None:
    """Whoever lost the procuration still reads what they began, and sends nothing."""
    spouse, responsable = api.sign_in("conjoint-sans-procuration"), api.sign_in("responsable-couple")
    file_id = file_of(api, responsable)
    headers = api.bearer(responsable)
    path = f"/v1/files/{file_id}/authorisation"
    api.http.put(path, json={"authorised": True, "expected": False}, headers=headers)
    draft = begun(api, spouse, "moving", file_id)
    api.http.put(path, json={"authorised": False, "expected": True}, headers=headers)
    assert api.problem(save(api, spouse, draft, answers=MOVED)) == (403, "door_closed")
    assert api.get(f"/v1/me/requests/{draft['request_id']}", spouse).status_code == 200


def test_a_newcomer_finds_the_request_and_it_opens_a_file(api: Api) -> None:
    """The request for which the account was created waits there; sent and accepted, it opens a file."""
    session = newcomer(api)
    assert api.get("/v1/me", session).json()["files"] == []
    [draft] = api.get("/v1/me/requests", session).json()["items"]
    assert (draft["questionnaire"], draft["state"], draft["file_id"]) == ("housing_benefit", "draft", None)
    assert openings(api, session, None)["moving"] == "no_file"
    request = sent(api, session, "housing_benefit", None, HOUSED)
    assert request["request_id"] == draft["request_id"]
    moved_by_fund(api, request, "accepted")
    [file] = api.get("/v1/me", session).json()["files"]
    assert file["role"] == "responsable"
    read = api.get(f"/v1/me/requests/{request['request_id']}", session).json()
    assert (read["file_id"], read["decision"]["outcome"]) == (file["file_id"], "accepted")
    overview = api.get(f"/v1/files/{file['file_id']}/overview", session).json()
    assert overview["situation"]["marital"] == "single"
    assert openings(api, session, file["file_id"])["moving"] is None


def test_who_is_not_checked_prepares_and_does_not_send(api: Api) -> None:
    """An account of limited reach fills in its request, and sends it once the identity is proved."""
    session = api.sign_in("portee-limitee")
    draft = begun(api, session, "housing_benefit")
    revision = save(api, session, draft, answers=HOUSED).json()["revision"]
    path = f"/{draft['request_id']}/submission"
    refused = post(api, session, path, {"revision": revision})
    assert api.problem(refused) == (403, "door_closed")
    assert refused.json()["reason"] == "identity_unchecked"
    api.http.post("/demo/checks", json={"verdict": "verified"})
    again = api.sign_in("portee-limitee")
    assert post(api, again, path, {"revision": revision}).json()["state"] == "sent"


def test_a_file_of_others_is_no_file(api: Api) -> None:
    """Somebody else's file is answered as one that is not there, whatever is asked of it."""
    session = api.sign_in("responsable-seul")
    theirs = file_of(api, api.sign_in("responsable-couple"))
    answer = post(api, session, "", {"questionnaire": "moving", "file_id": theirs})
    assert api.problem(answer) == (404, "not_found")
    listed = api.get("/v1/me/request-openings", session, file_id=theirs)
    assert api.problem(listed) == (404, "not_found")
