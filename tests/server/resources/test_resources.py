"""Resources, corrections of them, and the quotient familial, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    import httpx

    from tests.server.conftest import Api

NOT_MINE = {"kind": "not_mine"}


def file_path(api: Api, session: dict[str, Any]) -> str:
    return f"/v1/files/{api.get('/v1/me', session).json()['files'][0]['file_id']}"


def read(api: Api, session: dict[str, Any], path: str, **params: Any) -> dict[str, Any]:
    answer = api.get(f"{file_path(api, session)}{path}", session, **params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def ask(
    api: Api, session: dict[str, Any], resource: str, body: dict[str, Any], key: str = ""
) -> httpx.Response:
    headers = api.bearer(session) | {"Idempotency-Key": key or str(uuid4())}
    return api.http.post(
        f"{file_path(api, session)}/resources/{resource}/corrections", json=body, headers=headers
    )


def test_resources_say_whose_they_are_and_where_they_come_from(api: Api) -> None:
    """Each has a person, a period and a source; a year shows what lies in it, and which others there are."""
    session = api.sign_in("responsable-couple")
    shown = read(api, session, "/resources")
    assert shown["year"] == shown["years"][0]
    assert {item["name"] for item in shown["items"]} == {"Thomas Martin", "Inès Martin"}
    assert all(item["from_month"] <= item["until_month"] for item in shown["items"])
    taxed = read(api, session, "/resources", year=shown["years"][-1])
    assert {item["source"] for item in taxed["items"]} == {"taxes"}
    assert all(item["until_month"].startswith(str(taxed["year"])) for item in taxed["items"])


@pytest.mark.parametrize("year", [1999, 2100])
def test_a_year_out_of_range_is_named(api: Api, year: int) -> None:
    """What lies too far back, or is still to come, is refused by its field."""
    session = api.sign_in("responsable-couple")
    answer = api.get(f"{file_path(api, session)}/resources", session, year=year)
    assert api.problem(answer) == (422, "validation_failed")
    assert answer.json()["errors"] == [{"field": "year", "code": "out_of_range"}]


def test_the_quotient_is_what_its_figures_say(api: Api) -> None:
    """Incomes and benefits of the answer, divided by its parts, make its amount; the overview shows the same."""
    for role in ("responsable-couple", "responsable-seul"):
        session = api.sign_in(role)
        shown = read(api, session, "/quotient")
        made = shown["computation"]
        whole = sum(income["amount"] for income in made["incomes"]) / 12 + made["benefits"]
        assert (
            shown["amount"]
            == round(2 * whole / sum(part["half_parts"] for part in made["parts"]) / 100) * 100
        )
        assert shown["history"][0] == {"month": shown["month"], "amount": shown["amount"]}
        assert [each["month"] for each in shown["history"]] == sorted(
            (each["month"] for each in shown["history"]), reverse=True
        )
        overview = read(api, session, "/overview")["quotient"]
        assert (overview["amount"], overview["month"]) == (shown["amount"], shown["month"])


def test_without_incomes_there_is_no_quotient(api: Api) -> None:
    """A newcomer's is unavailable, with the reason, and never zero."""
    session = api.sign_in("provisoire")
    shown = read(api, session, "/quotient")
    assert (shown["amount"], shown["computation"], shown["history"]) == (None, None, [])
    assert shown["unavailable_reason"] == "income_unknown"
    assert read(api, session, "/resources")["items"] == []


def test_a_correction_is_recorded_and_followed(api: Api) -> None:
    """It has a reference, keeps the figures that were found wrong, and shows on the resource and in the list."""
    session = api.sign_in("responsable-couple")
    resource = read(api, session, "/resources")["items"][0]
    body = {"kind": "amount", "amount": resource["amount"] + 100_00, "comment": "Prime de\nmars oubliée."}
    key = str(uuid4())
    answer = ask(api, session, resource["resource_id"], body, key)
    assert answer.status_code == 201, answer.text
    asked = answer.json()
    assert (asked["state"], asked["amount"], asked["proposed_amount"]) == (
        "received",
        resource["amount"],
        resource["amount"] + 100_00,
    )
    assert ask(api, session, resource["resource_id"], body, key).json() == asked
    assert read(api, session, "/resource-corrections")["items"] == [asked]
    assert read(api, session, "/resources")["items"][0]["correction"] == asked
    again = ask(api, session, resource["resource_id"], NOT_MINE)
    assert api.problem(again) == (409, "changed_meanwhile")


def test_a_correction_outlives_the_figures_of_its_day(api: Api) -> None:
    """The fund sends other figures the next day; what was asked still says what it was asked of."""
    session = api.sign_in("responsable-couple")
    resource = read(api, session, "/resources")["items"][0]
    asked = ask(api, session, resource["resource_id"], NOT_MINE).json()
    api.advance(40 * 86_400)
    session = api.sign_in("responsable-couple")
    assert read(api, session, "/resource-corrections")["items"] == [asked]


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"kind": "amount"}, "amount", "missing"),
        ({"kind": "amount", "amount": -1}, "amount", "invalid"),
        ({"kind": "period"}, "comment", "missing"),
        ({"kind": "period", "comment": "x" * 1001}, "comment", "too_long"),
    ],
)
def test_what_is_wrong_with_a_correction_is_named(
    api: Api, body: dict[str, Any], field: str, code: str
) -> None:
    """An amount without its sum, a period that nobody says: the field is named, and nothing is recorded."""
    session = api.sign_in("responsable-couple")
    resource = read(api, session, "/resources")["items"][0]
    answer = ask(api, session, resource["resource_id"], body)
    assert api.problem(answer) == (422, "validation_failed")
    assert answer.json()["errors"] == [{"field": field, "code": code}]
    assert read(api, session, "/resource-corrections")["items"] == []


@pytest.mark.parametrize("path", ["/resources", "/resource-corrections", "/quotient"])
@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant"])
def test_what_the_household_lives_on_is_behind_a_door(api: Api, role: str, path: str) -> None:
    """Nobody without the right to see it does, whichever way they ask."""
    session = api.sign_in(role)
    answer = api.get(f"{file_path(api, session)}{path}", session)
    assert api.problem(answer) == (403, "door_closed")


def test_nobody_corrects_what_is_anothers(api: Api) -> None:
    """A resource of another file does not exist; the spouse without authorisation finds a closed door."""
    mine = api.sign_in("responsable-couple")
    resource = read(api, mine, "/resources")["items"][0]["resource_id"]
    other = api.sign_in("responsable-seul")
    assert api.problem(ask(api, other, resource, NOT_MINE)) == (404, "not_found")
    spouse = api.sign_in("conjoint-sans-procuration")
    assert api.problem(ask(api, spouse, resource, NOT_MINE)) == (403, "door_closed")
