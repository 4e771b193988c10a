"""The vouched identity: its elements cannot be changed by the person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from server.enrolment.civil_status import CivilStatusSaid, PlaceSaid, read_civil_status
from server.http.problems import Problem
from server.rules.civil_status import BirthPlace, PlaceKind
from server.rules.pivot import Pivot, read_pivot

TODAY = date(2026, 11, 27)
CLAIMS: dict[str, Any] = {
    "given_name": "Jean Pierre Marc",
    "given_name_array": ["Jean Pierre", "Marc"],
    "family_name": "MARTINEAU",
    "gender": "male",
    "birthdate": "1982-08-24",
    "birthplace": "35238",
    "birthcountry": "99100",
}


def pivot_of(**claims: Any) -> Pivot:
    return read_pivot(CLAIMS | claims, TODAY, lambda code: BirthPlace(PlaceKind.COMMUNE, code, "Lieu"))


def echo_of(pivot: Pivot, **changed: Any) -> CivilStatusSaid:
    """Return the civil status that a client sends back for a vouched identity."""
    place = pivot.birth_place
    return CivilStatusSaid(
        **{
            "civility": pivot.civility,
            "birth_name": pivot.birth_name or "",
            "first_names": list(pivot.first_names),
            "birth_date": pivot.birth_date or "",
            "birth_place": PlaceSaid(kind=place.kind, code=place.code) if place else None,
            **changed,
        }
    )


@pytest.mark.parametrize(
    ("birth_name", "first_names"),
    [
        ("MARTINEAU", ["Jean Pierre", "Marc"]),
        ("D’ARTAGNAN -- LE GOFF", ["Marie--Thérèse", "Anne Lise"]),
        ("O'BRIEN/MAC GREGOR", ["José 2", "M."]),
        ("Ŵ ŁUKASZ", ["Şahin", "ʻAlí"]),
        ("SANS NOM", ["."]),
        ("X", ["'"]),
        ("VAN DEN BERG (1)", ["Jean,Paul"]),
        ("N" * 100, ["P" * 90]),
        ("山田", ["太郎"]),
    ],
)
def test_a_vouched_name_needs_no_shape(birth_name: str, first_names: list[str]) -> None:
    """A vouched name is accepted in any form that the tables can hold."""
    pivot = pivot_of(family_name=birth_name, given_name_array=first_names)
    status = read_civil_status(echo_of(pivot), TODAY, pivot)
    assert (status.birth_name, list(status.first_names)) == (birth_name, first_names)


@pytest.mark.parametrize("name", ["\ud800Jean", "Je\0an", "Je\u202ean", "Je\u200ban"])
def test_what_no_table_takes_is_cleaned(name: str) -> None:
    """Characters that would break a database or a screen are removed from a vouched name."""
    assert pivot_of(given_name_array=[name]).first_names == ("Jean",)


@pytest.mark.parametrize(
    "changed",
    [
        {"birth_name": "MARTINO"},
        {"first_names": ["Jean", "Pierre"]},
        {"first_names": ["Marc", "Jean Pierre"]},
        {"birth_date": "1982-08-23"},
        {"birth_date": "24/08/1982"},
        {"civility": "madame"},
    ],
)
def test_another_answer_is_refused(changed: dict[str, Any]) -> None:
    """A contradiction of a vouched element is refused with its field."""
    pivot = pivot_of()
    with pytest.raises(Problem) as refused:
        read_civil_status(echo_of(pivot, **changed), TODAY, pivot)
    assert refused.value.extra["errors"] == [{"field": next(iter(changed)), "code": "vouched"}]


def test_nothing_said_is_what_was_vouched_for() -> None:
    """A vouched element that is left out stays as it is."""
    pivot = pivot_of()
    status = read_civil_status(CivilStatusSaid(), TODAY, pivot)
    assert (status.birth_name, status.first_names) == ("MARTINEAU", ("Jean Pierre", "Marc"))
    assert status.birth_place.kind is PlaceKind.COMMUNE
