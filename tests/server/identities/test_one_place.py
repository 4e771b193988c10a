"""A person whose place of birth has several codes is one person for every operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.server.enrolment_steps import NEWCOMER, PASSWORD, Draft, civil_status
from tests.server.franceconnect_steps import outcome_of

if TYPE_CHECKING:
    from tests.server.conftest import Api

SARAH = {"civility": "madame", "birth_name": "Achard", "first_names": ["Sarah"], "birth_date": "1960-12-06"}
JEAN_PIERRE = {
    "civility": "monsieur",
    "birth_name": "Martineau",
    "first_names": ["Jean Pierre", "Marc"],
    "birth_date": "1982-08-24",
}


def create(api: Api, code: str, mail: str, **said: Any) -> None:
    """Create the account of a person without a NIR, born at the place with that code."""
    kind = "country" if code.startswith("99") else "commune"
    draft = Draft.begun(api.http)
    status = civil_status(NEWCOMER["sans-piece"], birth_place={"kind": kind, "code": code}, **said)
    taken = draft.put("civil-status", status)
    assert taken.status_code == 200, taken.text
    draft.put("identity", {"kind": "none", "number": None})
    draft.post("identity/continue")
    draft.put("contact", {"channel": "mail", "value": mail})
    draft.verify(draft.last_code())
    draft.put("password", {"password": PASSWORD})
    assert draft.complete().status_code == 201


def subjects(api: Api) -> list[tuple[str, str]]:
    return [(message["to"], message["subject"]) for message in api.http.get("/demo/messages").json()]


def test_a_code_of_before_is_shown_as_the_place_of_today(api: Api) -> None:
    """A vouched former code is shown as today's place, and nothing is asked for."""
    vouched = outcome_of(api.http, "ancienne-commune")["vouched"]
    assert vouched["birth_place"] == {"kind": "commune", "code": "92012", "label": "Boulogne-Billancourt"}
    assert vouched["missing"] == []


@pytest.mark.parametrize(
    ("identity", "code", "said"),
    [
        ("ancienne-commune", "92012", SARAH),
        ("prenom-compose", "75056", JEAN_PIERRE),
        ("prenom-compose", "75114", JEAN_PIERRE),
    ],
)
def test_the_account_is_found_by_any_code_of_the_place(
    api: Api, identity: str, code: str, said: dict[str, Any]
) -> None:
    """An account is found by any code of its place of birth."""
    create(api, code, "first@example.org", **said)
    assert outcome_of(api.http, identity)["kind"] == "join_required"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("75056", "75114"),
        ("69385", "69123"),
        ("13055", "13216"),
        ("92012", "75012"),
        ("97611", "98511"),
        ("59183", "59510"),
        ("99155", "99123"),
        ("99115", "99117"),
        ("99109", "99141"),
    ],
)
def test_a_second_enrolment_makes_no_second_account(api: Api, first: str, second: str) -> None:
    """A person who chooses another code of the same place still has one account."""
    create(api, first, "first@example.org", **SARAH)
    create(api, second, "second@example.org", **SARAH)
    assert ("first@example.org", "Vous avez déjà un compte") in subjects(api)
