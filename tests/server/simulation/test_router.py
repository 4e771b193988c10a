"""What the API answers of simulations: to anybody, and where nothing can be estimated."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from questionnaires.parsing import parse
from server import Settings, sqlite_url
from server.simulation.questionnaire import understood
from tests.support.plain import PLAIN
from tests.support.simulator import GROUP

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, Serve

ANSWERS: dict[str, Any] = {
    "benefits": ["af", "prime_activite", "apl"],
    "birth_date": "1988-03-01",
    "couple": True,
    "partner_birth_date": "1990-05-01",
    "children": [{"child_birth_date": "2016-05-01"}, {"child_birth_date": "2019-05-01"}],
    "housing": "owner",
    "postcode": "35000",
    "city": "Rennes",
    "salary": 150_000,
    "partner_salary": 80_000,
}


@GROUP
def test_a_visitor_without_an_account(engine_url: str, sqlite_file: Path, serve: Serve) -> None:
    """Anybody may simulate: estimates with what they rest on, the reason where there is none, the slider, the date."""
    october = datetime(2026, 10, 15, 9, tzinfo=UTC)
    settings = Settings(
        database=sqlite_url(sqlite_file),
        demo=True,
        demo_now=october,
        demo_light_passwords=True,
        simulation_url=engine_url,
    )
    with serve(settings) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=60) as http:
        form = http.get("/v1/simulations").json()
        assert (form["state"], form["month"]) == ("ready", "2026-10")
        assert http.post("/v1/simulations/engine").json() == {"state": "ready"}
        answer = http.post("/v1/simulations", json={"answers": ANSWERS})
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert found["rules_date"] == "2026-10-01"
        by_name = {each["benefit"]: each for each in found["estimates"]}
        assert (by_name["af"]["amount"], by_name["prime_activite"]["amount"]) == (153_01, 284_04)
        assert {"fact": "children", "value": 2} in by_name["af"]["basis"]
        assert by_name["apl"]["why_not"] == {"reason": "owns_home", "salary": None}
        assert found["slider"]["income"] == 230_000
        step = found["slider"]["incomes"].index(230_000)
        assert [amounts[step] for amounts in found["slider"]["amounts"]] == [
            each["amount"] for each in found["estimates"]
        ]


def test_where_the_engine_does_not_answer(api: Api) -> None:
    """A sound request is refused as unavailable, with a code of its own."""
    refused = api.http.post("/v1/simulations", json={"answers": ANSWERS})
    assert api.problem(refused) == (503, "simulation_unavailable")


def test_the_form_is_one(api: Api) -> None:
    """The questions are a questionnaire as any other, and name the year whose income counts."""
    form = api.http.get("/v1/simulations").json()
    definition = parse(form["definition"])
    past = definition.question("past_income")
    assert str(int(form["month"][:4]) - 2) in past.label


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"benefits": []}, "benefits", "required"),
        ({"benefits": ["af", "gold"]}, "benefits.1", "not_allowed"),
        ({"salary": -1}, "salary", "too_small"),
        ({"salary": 10**12}, "salary", "too_large"),
        ({"salary": "beaucoup"}, "salary", "format"),
        ({"city": "Nulle-Part-sur-Rien"}, "city", "unknown"),
        ({"postcode": "3500"}, "postcode", "format"),
        ({"birth_date": "2090-01-01"}, "birth_date", "check:born"),
        (
            {"children": [{"child_birth_date": "2090-01-01"}]},
            "children.0.child_birth_date",
            "check:child_born",
        ),
        ({"secret": 1}, "secret", "unknown"),
    ],
)
def test_answers_out_of_bounds(api: Api, change: dict[str, Any], field: str, code: str) -> None:
    """What cannot be is refused at its field, before anything is calculated."""
    refused = api.http.post("/v1/simulations", json={"answers": ANSWERS | change})
    assert api.problem(refused) == (422, "validation_failed")
    assert {"field": field, "code": code} in refused.json()["errors"]


@pytest.mark.parametrize(
    ("postcode", "city", "code"),
    [
        ("35000", "rennes", "35238"),
        ("97400", "Saint Denis", "97411"),
        ("93200", "St-Denis", "93066"),
        ("20000", "Ajaccio", "2A004"),
        ("75012", "Paris 12e", "75112"),
    ],
)
def test_a_commune_is_found_by_name_and_postcode(postcode: str, city: str, code: str) -> None:
    """Communes of one name are told apart by the postcode."""
    household, _, _ = understood(ANSWERS | {"postcode": postcode, "city": city}, date(2026, 10, 15))
    assert household.commune == code


def test_what_is_not_asked_does_not_count(api: Api) -> None:
    """Answers to questions that the benefits asked do not raise are passed over."""
    answers = ANSWERS | {"benefits": ["af"], "city": "Nulle-Part", "past_income": 3_000_000}
    household, benefits, given = understood(answers, date(2026, 10, 15))
    assert (household.commune, household.housing, benefits) == (None, None, ("af",))
    assert "salary" not in given


def test_one_address_cannot_keep_the_engine_to_itself(api: Api) -> None:
    """Simulations are counted by address."""
    codes = {api.http.post("/v1/simulations", json={"answers": {}}).status_code for _ in range(61)}
    assert codes == {422, 429}


def test_what_the_fund_knows_is_not_asked(api: Api) -> None:
    """Who is signed in finds dates of birth, children and address answered; of a closed door nothing but their own."""
    session = api.sign_in("responsable-couple")
    file_id = api.get("/v1/me", session).json()["files"][0]["file_id"]
    known = api.get("/v1/me/simulation", session, file_id=file_id).json()["answers"]
    assert known["couple"] is True
    assert {"birth_date", "partner_birth_date", "children", "postcode", "city"} <= known.keys()
    assert set(known["children"][0]) == {"child_birth_date"}
    child = api.sign_in("enfant")
    own = api.get("/v1/me", child).json()["files"][0]["file_id"]
    assert "children" not in api.get("/v1/me/simulation", child, file_id=own).json()["answers"]
    stranger = api.get("/v1/me/simulation", child, file_id=file_id).json()["answers"]
    assert "couple" not in stranger
