from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.rules import places
from server.rules.places import canonical_code, same_place


@pytest.mark.parametrize(
    ("code", "today", "label"),
    [
        # Seine, until 1967.
        ("75012", "92012", "Boulogne-Billancourt"),
        ("75050", "92050", "Nanterre"),
        ("75001", "94002", "Alfortville"),
        ("75028", "94028", "Créteil"),
        # Seine-et-Oise.
        ("78228", "91228", "Évry-Courcouronnes"),
        ("78018", "95018", "Argenteuil"),
        ("78032", "93005", "Aulnay-sous-Bois"),
        # Corsica before it was two.
        ("20004", "2A004", "Ajaccio"),
        ("20033", "2B033", "Bastia"),
        # Isère and Ain, whose communes went to the Rhône.
        ("38119", "69299", "Colombier-Saugnieu"),
        # Overseas.
        ("97123", "97701", "Saint-Barthélemy"),
        ("97127", "97801", "Saint-Martin"),
        ("98511", "97611", "Mamoudzou"),
        # Merged, associated, delegated.
        ("59510", "59183", "Dunkerque"),
        ("59355", "59350", "Lille"),
        ("14688", "14654", "Saint-Pierre-en-Auge"),
        # French Algeria and the protectorates.
        ("91352", "99352", "Algérie"),
        ("92352", "99352", "Algérie"),
        ("95350", "99350", "Maroc"),
        ("96351", "99351", "Tunisie"),
        # Countries.
        ("99141", "99109", "Allemagne"),
        ("99142", "99109", "Allemagne"),
        ("99244", "99243", "Vietnam"),
        ("99362", "99309", "Tanzanie"),
        ("99115", "99115", "Tchécoslovaquie"),
    ],
)
def test_a_code_of_before_leads_to_the_place_of_today(code: str, today: str, label: str) -> None:
    """A former code leads to today's place."""
    place = places.place_of(code)
    assert place is not None
    assert (place.code, place.label, place.former) == (today, label, False)
    assert canonical_code(code) == canonical_code(today)
    assert same_place(code, today)


def test_a_town_and_its_arrondissements_are_one_place() -> None:
    """A town and its arrondissements are one place, and those of two towns are not."""
    towns = {
        "75056": [f"751{number:02}" for number in range(1, 21)],
        "69123": [f"6938{number}" for number in range(1, 10)],
        "13055": [f"132{number:02}" for number in range(1, 17)],
    }
    for town, arrondissements in towns.items():
        assert {canonical_code(code) for code in [town, *arrondissements]} == {town}
        assert all(places.find("commune", code) for code in arrondissements)
    assert same_place("75114", "75115")
    assert not same_place("75101", "69381")
    assert not same_place("13055", "13001")


@pytest.mark.parametrize(
    ("one", "other", "year", "same"),
    [
        ("99123", "99155", 1980, True),
        ("99123", "99155", 1995, False),
        ("99123", "99155", None, False),
        ("99121", "99119", 1975, True),
        ("99121", "99157", 2000, True),
        ("99121", "99119", 1998, False),
        ("99115", "99117", None, True),
        ("99115", "99116", 1985, True),
        ("99116", "99117", None, False),
        ("99116", "99109", 1985, False),
    ],
)
def test_a_country_that_split_is_one_for_who_was_born_before(
    one: str, other: str, year: int | None, *, same: bool
) -> None:
    """For people born before it split, a country and its parts are one place."""
    assert same_place(one, other, year) is same
    assert same_place(other, one, year) is same


@settings(deadline=None)
@given(st.text(max_size=8), st.sampled_from(["75056", "99352", "35238"]))
def test_a_code_that_is_none_is_like_no_place(code: str, known: str) -> None:
    """An unknown code is like no other place."""
    if places.place_of(code) is None:
        assert canonical_code(code) == code
        assert same_place(code, code)
        assert not same_place(code, known)
