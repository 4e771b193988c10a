"""Declarations over HTTP: what is asked, sent, late, corrected, and what Mon Compte says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.server.requests_steps import begun, file_of, post, save

if TYPE_CHECKING:
    from tests.server.conftest import Api

_DAY = 86_400
WHOLE: dict[str, Any] = {
    "changed": False,
    "kinds_0": ["wages"],
    "wages_0_0": 1_240_00,
    "wages_0_1": 1_240_00,
    "wages_0_2": 2_480_00,
    "statement": True,
}


def declarations(api: Api, session: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(f"/v1/files/{file_of(api, session)}/declarations", session).json()[
        "items"
    ]
    return found


def alerts(api: Api, session: dict[str, Any]) -> list[str]:
    overview = api.get(f"/v1/files/{file_of(api, session)}/overview", session).json()
    return [alert["code"] for alert in overview["alerts"]]


def declare(api: Api, session: dict[str, Any], quarter: str, answers: dict[str, Any]) -> dict[str, Any]:
    """Fill in and send the declaration of a quarter; return the request."""
    draft = begun(api, session, "quarterly_declaration", file_of(api, session), period=quarter)
    saved = save(api, session, draft, answers=answers).json()
    assert saved["refusals"] == {}
    sent = post(api, session, f"/{draft['request_id']}/submission", {"revision": saved["revision"]})
    assert sent.status_code == 200, sent.text
    request: dict[str, Any] = sent.json()
    return request


def test_from_the_alert_to_what_was_sent(api: Api) -> None:
    """Mon Compte says that a declaration waits; it is filled in with what is known; once sent the alert is gone."""
    session = api.sign_in("responsable-seul")
    assert "declaration_due" in alerts(api, session)
    due, *earlier = declarations(api, session)
    assert (due["open"], due["late"], due["declared_at"]) == (True, False, None)
    assert all(each["declared_at"] for each in earlier)
    draft = begun(api, session, "quarterly_declaration", file_of(api, session), period=due["quarter"])
    assert draft["period"] == due["quarter"]
    assert draft["answers"]["kinds_0"] == ["wages"]
    assert set(draft["prefilled"]) == set(draft["answers"])
    request = declare(api, session, due["quarter"], WHOLE)
    assert request["state"] == "sent"
    assert "declaration_due" not in alerts(api, session)
    assert declarations(api, session)[0]["declared_at"] is not None


def test_a_correction(api: Api) -> None:
    """What was sent can be sent again, and begins with what it was; the newest counts."""
    session = api.sign_in("responsable-seul")
    quarter = declarations(api, session)[0]["quarter"]
    first = declare(api, session, quarter, WHOLE)
    again = begun(api, session, "quarterly_declaration", file_of(api, session), period=quarter)
    assert again["request_id"] != first["request_id"]
    assert again["title"].endswith("(correction)")
    assert again["answers"]["wages_0_2"] == 2_480_00
    declare(api, session, quarter, WHOLE | {"wages_0_2": 1_240_00})
    third = begun(api, session, "quarterly_declaration", file_of(api, session), period=quarter)
    assert third["answers"]["wages_0_2"] == 1_240_00


def test_late_and_too_late(api: Api) -> None:
    """A declaration is late after its last day, is taken all the same, and half a year later no more."""
    session = api.sign_in("responsable-seul")
    quarter = declarations(api, session)[0]["quarter"]
    api.advance(40 * _DAY)
    session = api.sign_in("responsable-seul")
    late = next(each for each in declarations(api, session) if each["quarter"] == quarter)
    assert (late["open"], late["late"]) == (True, True)
    draft = begun(api, session, "quarterly_declaration", file_of(api, session), period=quarter)
    revision = save(api, session, draft, answers=WHOLE).json()["revision"]
    api.advance(190 * _DAY)
    session = api.sign_in("responsable-seul")
    assert quarter not in {each["quarter"] for each in declarations(api, session)}
    refused = post(api, session, f"/{draft['request_id']}/submission", {"revision": revision})
    assert refused.status_code == 404


def test_nobody_asks_for_that_quarter(api: Api) -> None:
    """A quarter that the fund does not ask for, and the form without a quarter, are not found."""
    session = api.sign_in("responsable-seul")
    file_id = file_of(api, session)
    for period in ("2031-01", None):
        body = {"questionnaire": "quarterly_declaration", "file_id": file_id, "period": period}
        assert post(api, session, "", body).status_code == 404


def test_a_closed_door_shows_no_income(api: Api) -> None:
    """A spouse without the authorisation neither sees the declarations nor gets a form with the other's incomes."""
    holder = api.sign_in("responsable-couple")
    session = api.sign_in("conjoint-sans-procuration")
    file_id = file_of(api, session)
    assert api.problem(api.get(f"/v1/files/{file_id}/declarations", session)) == (403, "door_closed")
    body = {"questionnaire": "quarterly_declaration", "file_id": file_id, "period": "2026-08"}
    assert api.problem(post(api, session, "", body)) == (403, "door_closed")
    assert file_of(api, holder)


def test_without_an_engine_nothing_is_estimated(api: Api) -> None:
    """The estimate says that there is none; the declaration is sent all the same."""
    session = api.sign_in("responsable-seul")
    quarter = declarations(api, session)[0]["quarter"]
    answer = api.http.post(
        f"/v1/files/{file_of(api, session)}/declarations/{quarter}/estimate",
        json={"answers": WHOLE},
        headers=api.bearer(session),
    )
    assert api.problem(answer) == (503, "simulation_unavailable")
