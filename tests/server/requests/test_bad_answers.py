"""Answers that contradict each other, forms that changed meanwhile, and what is no draft at all."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from tests.server.requests_steps import HOUSED, IBAN, MOVED, SEPARATED, begun, file_of, post, save

if TYPE_CHECKING:
    from typing import Any

    from tests.server.conftest import Api


@pytest.mark.parametrize(
    ("questionnaire", "answers", "path", "code"),
    [
        ("moving", MOVED | {"rent": 0}, "rent", "check:no_rent"),
        ("moving", MOVED | {"moved_on": "2028-01-01"}, "moved_on", "check:too_early"),
        ("separation", SEPARATED | {"since": "2031-01-01"}, "since", "check:since_future"),
        ("housing_benefit", HOUSED | {"housing": "hosted"}, "housing", "check:hosted"),
        (
            "work",
            {"now": "sick", "since": "2026-10-02", "until": "2026-09-30"},
            "until",
            "check:order",
        ),
        (
            "bank_details",
            {"iban": "SA0380000000608010167519", "holder": "me", "statement": True},
            "iban",
            "check:country",
        ),
        ("bank_details", {"iban": IBAN, "holder": "other", "statement": True}, "holder", "check:not_mine"),
        ("bank_details", {"iban": f"{IBAN[:-1]}0", "holder": "me"}, "iban", "checksum"),
        ("moving", MOVED | {"housing": "castle"}, "housing", "not_allowed"),
        ("moving", MOVED | {"address": {"line1": "4 rue du Port"}}, "address.city", "required"),
        ("moving", MOVED | {"statement": False}, "statement", "required"),
    ],
)
def test_what_cannot_be_is_kept_and_not_sent(
    api: Api, questionnaire: str, answers: dict[str, Any], path: str, code: str
) -> None:
    """A draft keeps what was typed, says what is wrong with it, and is not sent with it."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, questionnaire, file_of(api, session))
    saved = save(api, session, draft, answers=answers).json()
    assert saved["refusals"][path] == code
    refused = post(api, session, f"/{draft['request_id']}/submission", {"revision": saved["revision"]})
    assert api.problem(refused) == (422, "validation_failed")
    assert {"field": f"answers.{path}", "code": code} in refused.json()["errors"]


@pytest.mark.parametrize(
    "answers",
    [
        {"nobody_asks_this": 1},
        {"rent": 10**16},
        {"address": {"line1": "x" * 5000}},
        {"people": [[[["deep"]]]]},
        {"landlord": "abc\u0000def"},
        {"landlord": "\u202eevil"},
    ],
    ids=["unknown", "huge", "long", "deep", "control", "reordered"],
)
def test_what_is_no_part_of_a_draft_is_refused(api: Api, answers: dict[str, Any]) -> None:
    """What no form would send leaves the draft as it was."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "moving", file_of(api, session))
    assert api.problem(save(api, session, draft, answers=answers)) == (422, "validation_failed")
    again = api.get(f"/v1/me/requests/{draft['request_id']}", session).json()
    assert again["revision"] == draft["revision"]


def test_a_form_that_changed_under_a_draft(api: Api) -> None:
    """Who began the old form is told, goes on with it and sends it; whoever begins later has the new one."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    draft = begun(api, session, "moving", file_id)
    newer = deepcopy(api.http.get("/v1/questionnaires/moving").json())
    newer["version"] += 1
    newer["data"]["properties"]["floor"] = {"type": "integer", "minimum": 0, "maximum": 60}
    newer["data"]["required"].append("floor")
    newer["pages"][1]["questions"].append({"name": "floor", "kind": "number", "label": "Étage"})
    assert api.http.post("/demo/questionnaires", json=newer).status_code == 201
    saved = save(api, session, draft, answers=MOVED).json()
    assert saved["refusals"] == {}
    resumed = api.get(f"/v1/me/requests/{draft['request_id']}", session).json()
    assert draft["newer_form"] is None
    assert resumed["newer_form"] == {"added": ["Étage"], "removed": []}
    assert begun(api, session, "moving", file_id)["newer_form"] == resumed["newer_form"]
    path = f"/{draft['request_id']}/submission"
    assert post(api, session, path, {"revision": saved["revision"]}).json()["state"] == "sent"
    later = begun(api, session, "moving", file_id)
    assert later["request_id"] != draft["request_id"]
    assert later["newer_form"] is None
    assert "floor" in later["definition"]["data"]["properties"]


def test_what_is_not_asked_any_more_is_not_sent(api: Api) -> None:
    """An answer to a question that another answer took away does not reach the fund."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "moving", file_of(api, session))
    saved = save(api, session, draft, answers=MOVED | {"housing": "owner"}).json()
    sent = post(api, session, f"/{draft['request_id']}/submission", {"revision": saved["revision"]}).json()
    assert "rent" not in sent["answers"]


def test_what_the_fund_knows_is_not_asked_again(api: Api) -> None:
    """A form begins with what is known, until the person says otherwise."""
    session = api.sign_in("responsable-seul")
    draft = begun(api, session, "housing_benefit", file_of(api, session))
    assert {"address", "marital", "occupation"} <= set(draft["prefilled"])
    assert draft["answers"]["address"]["city"] == "Rennes"
    known = draft["answers"]["occupation"]
    save(api, session, draft, answers={"marital": "couple", "occupation": known})
    again = api.get(f"/v1/me/requests/{draft['request_id']}", session).json()
    assert "marital" not in again["prefilled"]
    assert "occupation" in again["prefilled"]


def test_what_was_simulated_is_carried_over(api: Api) -> None:
    """Answers that come from elsewhere are kept where the draft has none, and never replace one."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    first = begun(api, session, "moving", file_id, answers={"rent": 500_00})
    assert first["answers"] == {"rent": 500_00}
    second = begun(api, session, "moving", file_id, answers={"rent": 700_00, "housing": "rent"})
    assert second["answers"] == {"rent": 500_00, "housing": "rent"}
