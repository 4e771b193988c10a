"""Whether two descriptions are of the same person."""

from __future__ import annotations

from typing import Any

import pytest

from server.rules.birth_dates import BirthDate
from server.rules.likeness import (
    Element,
    Particulars,
    differences,
    fingerprint_of,
    is_likely,
    is_one_correction,
    same_first_names,
    traces_of,
)

SOLENE: dict[str, Any] = {
    "birth_name": "Lecœur",
    "first_names": ("Solène", "Marie"),
    "birth_date": BirthDate(1992, 3, 17),
    "civility": "madame",
    "place": "35238",
}


def person(**changed: Any) -> Particulars:
    return Particulars(**SOLENE | changed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lecœur", "LECOEUR"),
        ("Łukasz", "LUKASZ"),
        ("Straße", "STRASSE"),
        ("Şahın", "SAHIN"),
        ("O’BRIEN", "O'Brien"),
        ("O’BRIEN", "Obrien"),
        ("Oʻbrien", "O`BRIEN"),
        ("Jean-Pierre", "JEAN PIERRE"),
        ("D’Ærøskøbing", "DAEROSKOBING"),
        ("Le Goff", "LEGOFF"),
        ("ĐINH", "Dinh"),
        ("Þórsdóttir", "THORSDOTTIR"),
    ],
)
def test_two_spellings_are_one_name(one: str, other: str) -> None:
    """Spellings of registers, in capitals and without ligatures or accents, are the same name."""
    assert differences(person(birth_name=one), person(birth_name=other)) == set()
    spelt, again = person(birth_name=one), person(birth_name=other)
    assert fingerprint_of(spelt) == fingerprint_of(again)
    assert traces_of(spelt) == traces_of(again)
    assert same_first_names([one], [other])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["Jean Pierre", "Marc"], ["Jean", "Pierre", "Marc"], True),
        (["Jean-Pierre", "Marc"], ["JEANPIERRE MARC"], True),
        (["Jean Pierre", "Marc"], ["Jean"], True),
        (["Maëlle", "Anne"], ["MAELLE"], True),
        (["Jeanpierre"], ["Jean", "Pierre", "Marc"], True),
        (["Jean"], ["Jeanne"], False),
        (["Mohamed", "Amine"], ["Mohamed", "Yassine"], False),
        (["Marc", "Jean"], ["Jean", "Marc"], False),
        ([], [], True),
        ([], ["Jean"], False),
    ],
)
def test_first_names_however_they_are_cut(one: list[str], other: list[str], *, same: bool) -> None:
    """First names agree however they are split and however many are given, but not by half a name."""
    assert same_first_names(one, other) is same
    assert same_first_names(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1992-00-00", "1992-03-17", True),
        ("1992-03-00", "1992-03-17", True),
        ("1992-00-17", "1992-03-17", True),
        ("1992-00-17", "1992-03-00", True),
        ("1992-00-18", "1992-03-17", False),
        ("1992-04-00", "1992-03-17", False),
        ("1993-00-00", "1992-03-17", False),
    ],
)
def test_what_is_unknown_of_a_date_agrees(one: str, other: str, *, same: bool) -> None:
    """An unknown part of a date contradicts nothing, and proves nothing."""
    first, second = BirthDate.read(one), BirthDate.read(other)
    assert first is not None
    assert second is not None
    assert (differences(person(birth_date=first), person(birth_date=second)) == set()) is same
    assert not second.is_met_by(first)


def test_whoever_has_one_name_has_it_in_either_place() -> None:
    """A person's only name counts the same as family name or first name."""
    alone = {"birth_name": "Suparman", "first_names": ()}
    for written in (
        {"birth_name": "", "first_names": ("SUPARMAN",)},
        {"birth_name": "SANS NOM", "first_names": ("Suparman",)},
        {"birth_name": "Suparman", "first_names": ("XXX",)},
        {"birth_name": "Suparman", "first_names": ("-",)},
        {"birth_name": "Suparman", "first_names": ("SANS PRÉNOM",)},
    ):
        assert differences(person(**alone), person(**written)) == set(), written
        assert fingerprint_of(person(**alone)) == fingerprint_of(person(**written)), written
    assert differences(person(**alone), person(birth_name="Suparman", first_names=("Budi",))) == {
        Element.FIRST_NAMES
    }


@pytest.mark.parametrize(
    "changed",
    [
        {"civility": "monsieur"},
        {"first_names": ("Maël",)},
        {"civility": "monsieur", "first_names": ("Maël",)},
        {"place": "44109"},
        {"birth_date": BirthDate(1992, 3, 18)},
        {"birth_date": BirthDate(1991, 3, 17)},
        {"birth_date": BirthDate(1992, 7, 17)},
        {"birth_name": "Fontaine", "other_name": "Lecoeur"},
    ],
)
def test_one_correction(changed: dict[str, Any]) -> None:
    """One correction of the register leaves a person recognised."""
    corrected = person(**changed)
    found = differences(person(), corrected)
    assert is_one_correction(found)
    assert is_likely(person(), corrected, found)
    assert set(traces_of(person())) & set(traces_of(corrected))


@pytest.mark.parametrize(
    "changed",
    [
        {"first_names": ("Maël",), "birth_date": BirthDate(1992, 3, 18)},
        {"civility": "monsieur", "birth_date": BirthDate(1990, 1, 2)},
        {"first_names": ("Maël",), "place": "44109"},
        {"birth_name": "Martin", "place": "44109"},
        {"birth_name": "Martin", "first_names": ("Inès",)},
    ],
)
def test_more_than_a_correction(changed: dict[str, Any]) -> None:
    """More than one correction makes two people, such as a brother and a sister."""
    assert not is_one_correction(differences(person(), person(**changed)))


@pytest.mark.parametrize(
    "changed",
    [{"birth_date": BirthDate(1985, 11, 2)}, {"birth_name": "Martin"}, {"birth_date": BirthDate(1993)}],
)
def test_people_of_one_name_are_many(changed: dict[str, Any]) -> None:
    """Another date or another name is another person."""
    found = differences(person(), person(**changed))
    assert not is_likely(person(), person(**changed), found)
