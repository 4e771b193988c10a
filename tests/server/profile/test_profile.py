"""What the fund knows of a household, and who may read it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.profile.rules import age_on, birthday

if TYPE_CHECKING:
    from tests.server.conftest import Api


def profile(api: Api, role: str, index: int = 0) -> Any:
    """Return the answer to who asks for the profile of one of their files."""
    session = api.sign_in(role)
    file_id = api.get("/v1/me", session).json()["files"][index]["file_id"]
    return api.get(f"/v1/files/{file_id}/profile", session)


def test_the_people_of_a_household(api: Api) -> None:
    """Adults come first, then children, the eldest first, each with their age; who asks is told apart."""
    found = profile(api, "responsable-couple").json()
    people = [(each["name"], each["role"], each["you"]) for each in found["people"]]
    assert people == [
        ("Thomas Martin", "responsable", True),
        ("Inès Martin", "conjoint", False),
        ("Léa Martin", "enfant", False),
        ("Hugo Martin", "enfant", False),
    ]
    assert [each["age"] for each in found["people"][2:]] == sorted(
        (each["age"] for each in found["people"][2:]), reverse=True
    )
    assert found["children_count"] == 2
    assert found["account_masked"] == "•••• 7302"


def test_what_ends_as_a_child_grows(api: Api) -> None:
    """A benefit that hangs on an age is named with the birthday of each child; adults have none."""
    people = profile(api, "responsable-couple").json()["people"]
    assert [each["ends"] for each in people[:2]] == [[], []]
    for child in people[2:]:
        [end] = child["ends"]
        assert (end["benefit"], end["age"]) == ("af", 20)
        assert end["on"] == str(birthday(child["birth_date"], 20))


@pytest.mark.parametrize(
    ("role", "reason"),
    [("conjoint-sans-procuration", "procuration_required"), ("enfant", "responsable_only")],
)
def test_a_closed_door(api: Api, role: str, reason: str) -> None:
    """Who may not see the situation of the file is told why, and nothing of it."""
    answer = profile(api, role)
    assert (answer.status_code, answer.json()["reason"]) == (403, reason)
    assert "people" not in answer.json()


def test_another_persons_file(api: Api) -> None:
    """A file of others does not exist."""
    theirs = api.get("/v1/me", api.sign_in("responsable-seul")).json()["files"][0]["file_id"]
    answer = api.get(f"/v1/files/{theirs}/profile", api.sign_in("responsable-couple"))
    assert answer.status_code == 404


def test_ages_of_dates_partly_known() -> None:
    """Of a date without its day nothing is computed, and a leap day has its birthday on 1 March."""
    assert age_on("1992-11-00", date(2026, 11, 28)) is None
    assert birthday("1992-00-00", 20) is None
    assert age_on("", date(2026, 11, 28)) is None
    assert birthday("2008-02-29", 3) == date(2011, 3, 1)
    assert birthday("2008-02-29", 20) == date(2028, 2, 29)


@given(
    born=st.dates(date(1950, 1, 1), date(2020, 12, 31)),
    age=st.integers(0, 40),
)
def test_an_age_is_reached_on_its_birthday(born: date, age: int) -> None:
    """On the birthday one is of that age, and the day before one was not."""
    reached = birthday(born.isoformat(), age)
    assert reached is not None
    assert age_on(born.isoformat(), reached) == age
    before = age_on(born.isoformat(), date.fromordinal(reached.toordinal() - 1))
    assert before == (age - 1 if age else None)
