"""Requests over HTTP: drafts, sending, following, taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from tests.server.requests_steps import MOVED, begun, file_of, post, save, sent

if TYPE_CHECKING:
    from tests.server.conftest import Api


def test_a_draft_is_kept_and_gone_on_with(api: Api) -> None:
    """What was begun on one device is there on another, with its answers and its place."""
    phone, desktop = api.sign_in("responsable-seul"), api.sign_in("responsable-seul")
    file_id = file_of(api, phone)
    draft = begun(api, phone, "moving", file_id)
    assert draft["state"] == "draft"
    saved = save(api, phone, draft, page="housing", answers={"moved_on": MOVED["moved_on"]})
    assert saved.json()["refusals"]["address"] == "required"
    again = begun(api, desktop, "moving", file_id)
    assert again["request_id"] == draft["request_id"]
    assert (again["page"], again["answers"]) == ("housing", {"moved_on": MOVED["moved_on"]})


def test_two_devices_on_one_draft(api: Api) -> None:
    """The second device is told that the first was quicker, and overwrites nothing."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "moving", file_of(api, session))
    assert save(api, session, draft, answers={"rent": 500_00}).status_code == 200
    late = save(api, session, draft, answers={"rent": 700_00})
    assert api.problem(late) == (409, "changed_meanwhile")
    newest = api.get(f"/v1/me/requests/{draft['request_id']}", session).json()
    assert newest["answers"] == {"rent": 500_00}


def test_what_is_not_finished_cannot_be_sent(api: Api) -> None:
    """A refusal names each answer that is missing, and the draft stays a draft."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "moving", file_of(api, session))
    refused = post(api, session, f"/{draft['request_id']}/submission", {"revision": draft["revision"]})
    assert api.problem(refused) == (422, "validation_failed")
    assert {"field": "answers.moved_on", "code": "required"} in refused.json()["errors"]
    assert api.get(f"/v1/me/requests/{draft['request_id']}", session).json()["state"] == "draft"


def test_sent_twice_is_sent_once(api: Api) -> None:
    """The same submission gets the same answer; another one is told that it was sent."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "moving", file_of(api, session))
    revision = save(api, session, draft, answers=MOVED).json()["revision"]
    path, key = f"/{draft['request_id']}/submission", {"Idempotency-Key": str(uuid4())}
    first = post(api, session, path, {"revision": revision}, **key)
    assert first.json()["state"] == "sent"
    assert post(api, session, path, {"revision": revision}, **key).json() == first.json()
    again = post(api, session, path, {"revision": revision}, **{"Idempotency-Key": str(uuid4())})
    assert api.problem(again) == (409, "changed_meanwhile")
    assert [each["kind"] for each in first.json()["timeline"]] == ["sent"]


def test_a_request_is_withdrawn_once(api: Api) -> None:
    """What was sent can be taken back while it is not decided, and then nothing more can be done with it."""
    session = api.sign_in("responsable-seul")
    request = sent(api, session, "moving", file_of(api, session), MOVED)
    assert request["can"] == ["withdraw"]
    withdrawn = post(api, session, f"/{request['request_id']}/withdrawal").json()
    assert (withdrawn["state"], withdrawn["can"]) == ("withdrawn", [])
    assert api.problem(post(api, session, f"/{request['request_id']}/withdrawal")) == (
        409,
        "changed_meanwhile",
    )
