"""The rules of an enrolment: whatever is typed, there is an answer and never an exception."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.demo.accounts import NEWCOMERS
from server.enrolment.rules import Step
from server.rules.birth_dates import BirthDate
from server.rules.civil_status import (
    BirthPlace,
    Civility,
    CivilStatus,
    PlaceKind,
    Question,
    name_error,
    questions,
    read_birth_date,
    too_young,
)
from server.rules.codes import Channel, masked
from server.rules.contacts import ContactRefused, canonical_contact
from server.rules.documents import DocumentKind, masked_number, number_error
from server.rules.identifiers import NirError, canonical_identifier, nir_key, read_nir
from server.rules.likeness import fingerprint_of
from server.rules.passwords import password_errors
from server.rules.places import find
from text_rules.documents import document_number
from text_rules.names import tidy_name

TODAY = date(2026, 11, 22)
ANYTHING = st.text(st.characters(), max_size=60)
# Modules that are loaded at their first use make the first example slow.
PATIENT = settings(deadline=None)
NIRS = st.from_regex(r"[12][0-9]{2}(0[1-9]|1[0-2]|[2-9][0-9])([0-9]{2}|2[AB])[0-9]{6}", fullmatch=True)


def status(nir: str | None, civility: Civility, born: date, place: str) -> CivilStatus:
    kind = PlaceKind.COUNTRY if place.startswith("99") else PlaceKind.COMMUNE
    return CivilStatus(
        nir, civility, "Martin", None, ("Jo",), BirthDate.of(born), BirthPlace(kind, place, "")
    )


@PATIENT
@given(ANYTHING)
def test_any_nir(typed: str) -> None:
    """Any text gives a canonical NIR or a reason."""
    found = read_nir(typed)
    assert isinstance(found, NirError) or canonical_identifier(found) == found


@PATIENT
@given(NIRS, st.sampled_from([" ", "-", " ", ""]))
def test_a_nir_with_its_key(nir: str, joint: str) -> None:
    """A NIR with its key is read in any spelling, and a wrong key is refused."""
    key = nir_key(nir)
    assert read_nir(joint.join(f"{nir}{key:02d}").lower()) == nir
    assert read_nir(f"{nir}{key % 97 + 1:02d}") is NirError.KEY


@PATIENT
@given(ANYTHING)
def test_any_name(typed: str) -> None:
    """A tidied name stays the same when tidied again, and an error is one that the client knows."""
    name = tidy_name(typed)
    assert tidy_name(name) == name
    assert name_error(name) in {None, "required", "too_long", "invalid_characters"}


@pytest.mark.parametrize(
    "name", ["Ève", "N'Guyen", "D’Alès", "Jean - Luc", "McDonald", "Żółć", "李", "ابن خلدون", "नाम"]
)
def test_names_that_people_have(name: str) -> None:
    """Names in every script, with marks, are accepted."""
    assert name_error(tidy_name(name)) is None


@pytest.mark.parametrize("name", ["R2D2", "a@b", "<script>", "-", "'", "😀", "Jo\x00", "x" * 101, "1"])
def test_what_is_no_name(name: str) -> None:
    """Digits, signs and emoji are no name."""
    assert name_error(tidy_name(name)) is not None


@PATIENT
@given(ANYTHING)
def test_any_birth_date(typed: str) -> None:
    """Any text gives a past date or a reason."""
    found = read_birth_date(typed, TODAY)
    assert found in {"required", "date_invalid", "date_future"} or (
        isinstance(found, BirthDate) and found.earliest <= TODAY and found.iso == typed
    )


@PATIENT
@given(st.dates(date(1900, 1, 1), TODAY))
def test_a_typed_date(day: date) -> None:
    """Every day since 1900 can be a date of birth."""
    assert read_birth_date(day.isoformat(), TODAY) == BirthDate.of(day)


@pytest.mark.parametrize("typed", ["1992-00-00", "1992-11-00", "1977-00-03", "1992-00-31", "2026-00-00"])
def test_a_date_known_in_part(typed: str) -> None:
    """An incomplete date is accepted, with any part unknown but the year."""
    found = read_birth_date(typed, TODAY)
    assert isinstance(found, BirthDate)
    assert (found.iso, found.whole) == (typed, False)
    assert found.earliest < found.latest


@pytest.mark.parametrize(
    "typed",
    [
        "0000-00-00",
        "0000-05-01",
        "1992-13-00",
        "1992-00-32",
        "1992-02-30",
        "1993-02-29",
        "1992-0-0",
    ],
)
def test_no_date_at_all(typed: str) -> None:
    """A date that does not exist is refused, even an incomplete one."""
    assert read_birth_date(typed, TODAY) == "date_invalid"


def test_a_date_in_part_is_in_the_future_only_where_all_of_it_is() -> None:
    """An incomplete date of this year is accepted, and one of next year is not."""
    assert read_birth_date("2027-00-00", TODAY) == "date_future"
    assert read_birth_date("2026-12-00", TODAY) == "date_future"
    assert isinstance(read_birth_date("2026-11-00", TODAY), BirthDate)


def test_ages() -> None:
    """A person is fifteen until the day before the sixteenth birthday; 29 February counts as 1 March."""
    assert too_young(BirthDate(2010, 11, 23), TODAY)
    assert not too_young(BirthDate(2010, 11, 22), TODAY)
    assert too_young(BirthDate(2008, 2, 29), date(2024, 2, 28))
    assert not too_young(BirthDate(2008, 2, 29), date(2024, 2, 29))
    assert too_young(BirthDate(2012, 2, 29), date(2028, 2, 28))
    # A person who may be sixteen is not too young.
    assert not too_young(BirthDate(2010), TODAY)
    assert not too_young(BirthDate(2010, 11), TODAY)
    assert too_young(BirthDate(2010, 12), TODAY)
    assert too_young(BirthDate(2011), TODAY)


@pytest.mark.parametrize(
    ("nir", "place", "born", "asked"),
    [
        ("1850578006084", "78006", date(1985, 5, 23), []),
        ("1850578006084", "78007", date(1985, 5, 23), []),
        ("1850578006084", "35238", date(1985, 5, 23), [Question.BIRTH_PLACE]),
        ("1857578006084", "78006", date(1985, 5, 23), []),
        ("190072A004031", "2A004", date(1990, 7, 21), []),
        ("190072A004031", "2B033", date(1990, 7, 21), [Question.BIRTH_PLACE]),
        ("1700720004031", "2B033", date(1970, 7, 21), []),
        ("1990720004031", "2B033", date(1999, 7, 21), [Question.BIRTH_PLACE]),
        ("1850599341084", "99341", date(1985, 5, 23), []),
        ("1500592352084", "99352", date(1950, 5, 23), []),
        ("1850578006084", "99341", date(1985, 5, 23), [Question.BIRTH_PLACE]),
        ("1850597209084", "97209", date(1985, 5, 23), []),
        ("1600575112084", "92050", date(1960, 5, 23), []),
        ("1850575112084", "92050", date(1985, 5, 23), [Question.BIRTH_PLACE]),
    ],
)
def test_where_a_nir_places_a_birth(nir: str, place: str, born: date, asked: list[Question]) -> None:
    """The place in a NIR is compared by the history of departments and countries."""
    assert questions(status(nir, Civility.MONSIEUR, born, place)) == asked


def test_all_questions_at_once() -> None:
    """All disagreements are asked about at once, and none without a NIR."""
    born = date(1990, 1, 1)
    assert set(questions(status("2850578006084", Civility.MONSIEUR, born, "35238"))) == set(Question)
    assert questions(status(None, Civility.MONSIEUR, born, "35238")) == []


@PATIENT
@given(st.sampled_from(Channel), ANYTHING)
def test_any_contact(channel: Channel, typed: str) -> None:
    """Any text gives a canonical contact or a code; a canonical one stays the same, and can be masked."""
    found = refused = None
    try:
        found = canonical_contact(channel, typed)
    except ContactRefused as error:
        refused = error.code
    if found is None:
        assert refused in {"required", "phone_invalid", "phone_not_mobile", "phone_country", "mail_invalid"}
    else:
        assert canonical_contact(channel, found) == found
        assert masked(channel, found)


@PATIENT
@given(st.from_regex(r"(\+33|0033|0)61[0-9]{7}", fullmatch=True))
def test_mobile_numbers(typed: str) -> None:
    """A number with or without its country code is the same."""
    assert canonical_contact(Channel.SMS, typed) == f"+33{typed[-9:]}"


@PATIENT
@given(st.sampled_from([DocumentKind.CNI, DocumentKind.PASSPORT, DocumentKind.RESIDENCE_PERMIT]), ANYTHING)
def test_any_document(kind: DocumentKind, typed: str) -> None:
    """Any text gives a document number of at most twelve characters, or a reason."""
    number = document_number(typed)
    assert document_number(number) == number
    assert number_error(kind, number) or len(masked_number(number)) <= 12


@PATIENT
@given(ANYTHING)
def test_any_password(typed: str) -> None:
    """Any text gives a list of broken rules."""
    assert set(password_errors(typed)) <= {
        "too_short", "too_long", "no_digit", "no_lower", "no_upper", "forbidden_characters", "common",
    }  # fmt: skip


@pytest.mark.parametrize("word", ["password", "Azerty", "soleil", "iloveyou", "qwerty"])
def test_common_words_with_digits_around(word: str) -> None:
    """A common word with digits around it is refused."""
    for password in (
        f"{word.capitalize()}123456",
        f"2026{word.capitalize()}99",
        f"{word.upper()[:-1]}x12345",
    ):
        errors = password_errors(password)
        assert errors == ["common"] or password.lower().strip("0123456789") != word.lower()


def test_steps_are_in_order() -> None:
    """The steps have the order in which the wizard shows them."""
    assert all(one.precedes(other) and not other.precedes(one) for one, other in pairwise(Step))


@pytest.mark.parametrize("born", [BirthDate(1985), BirthDate(1985, 0, 23), BirthDate(1985, 5)])
def test_a_nir_contradicts_no_unknown_month(born: BirthDate) -> None:
    """An unknown month does not disagree with a NIR."""
    place = BirthPlace(PlaceKind.COMMUNE, "78006", "")
    said = CivilStatus("1850578006084", Civility.MONSIEUR, "Martin", None, ("Jo",), born, place)
    assert questions(said) == []


def test_one_person_typed_twice() -> None:
    """Spelling and further first names do not make another person, and another day does."""
    born = BirthDate(1990, 1, 1)
    place = BirthPlace(PlaceKind.COMMUNE, "35238", "Rennes")
    one = CivilStatus(None, Civility.MADAME, "Le-Goff", None, ("Maëlle", "Anne"), born, place)
    same = CivilStatus(None, Civility.MADAME, "LE GOFF", "Morvan", ("MAELLE",), born, place)
    next_day = BirthDate(1990, 1, 2)
    other = CivilStatus(None, Civility.MADAME, "Le Goff", None, ("Maëlle",), next_day, place)
    assert fingerprint_of(one.particulars) == fingerprint_of(same.particulars)
    assert fingerprint_of(one.particulars) != fingerprint_of(other.particulars)


def test_the_demonstrations_newcomers_hold_together() -> None:
    """The newcomers of the demonstration have valid numbers, dates, places and documents."""
    for person in NEWCOMERS:
        born = date.fromisoformat(person.birth_date)
        place = find(person.birth_place_kind, person.birth_place_code)
        assert place is not None, person.case
        assert questions(status(person.nir, Civility(person.civility), born, place.code)) == [], person.case
        kind = DocumentKind(person.document_kind)
        if person.document_number:
            assert document_number(person.document_number) == person.document_number
            assert number_error(kind, person.document_number) is None
        assert name_error(person.birth_name) is None
