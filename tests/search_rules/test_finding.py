"""What is typed finds what is meant, and signs find nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_rules.shelf import Shelf
from search_rules.slips import near
from search_rules.vocabulary import meant
from search_rules.words import LONGEST_QUERY, indexed, terms

SHELF = Shelf(
    lambda: [
        ("Changer d'adresse", "déménager"),
        ("Changer de mot de passe", ""),
        ("Voir mes paiements", "versement"),
        ("Allocation de logement", "APL loyer"),
    ],
    lambda thing: thing[0],
    lambda thing: thing[1],
)


def titles(query: str) -> list[str]:
    return [title for title, _ in SHELF.find(query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("changer d’adresse", "Changer d'adresse"),
        ("CHANGEMENT ADRESSES", "Changer d'adresse"),
        ("demenagement", "Changer d'adresse"),
        ("adrese", "Changer d'adresse"),
        ("alocation", "Allocation de logement"),
        ("paiments", "Voir mes paiements"),
        ("versem", "Voir mes paiements"),
        ("je voudrais changer mon mot de passe", "Changer de mot de passe"),
        ("apl", "Allocation de logement"),
    ],
)
def test_accents_plurals_families_and_slips_are_forgiven(query: str, first: str) -> None:
    """One finds a thing however it is written, by the words of its family and by a word half typed."""
    assert titles(query)[0] == first


def test_all_words_count_before_some() -> None:
    """What has every word leaves out what has one; where nothing has all, what has half of them is found."""
    assert titles("changer adresse") == ["Changer d'adresse"]
    assert titles("changer xylophone") == ["Changer d'adresse", "Changer de mot de passe"]
    assert titles("xylophone zyx quux") == []


@pytest.mark.parametrize("query", ["", "   ", "😀", '" * ( ) -- ; %', "\u200f", "?!"])
def test_what_has_no_word_finds_nothing(query: str) -> None:
    """Blanks, signs and pictures are nothing to look for."""
    assert terms(query) == ()
    assert SHELF.find(query) == []


def test_numbers_and_short_words_are_meant_as_typed() -> None:
    """A year is not another one, and RSA is not RIB."""
    assert near("2025", {"2026"}) == []
    assert near("rsa", {"rib", "rs"}) == []


@pytest.mark.parametrize("word", ["dresse", "addresse", "asresse", "adersse", "adresses"])
def test_one_slip_is_one_letter(word: str) -> None:
    """A letter too few, too many, wrong, or in its neighbour's place."""
    assert near(word, {"adresse", "paiement"}) == ["adresse"]


@given(query=st.text(max_size=3 * LONGEST_QUERY))
def test_any_text_can_be_looked_for(query: str) -> None:
    """Whatever is typed, it is some words of letters and digits, or none; the index is made of the same."""
    for term in terms(query):
        assert " " not in term
        assert not set(term) & set("'\"\\:*()|&!<>-")
    SHELF.find(query)
    assert all(" " not in word for word in indexed(query))


@given(word=st.text("abcdé", min_size=4, max_size=12), extra=st.integers(0, 11))
def test_a_word_with_one_letter_doubled_is_found(word: str, extra: int) -> None:
    """Doubling any letter of a word still finds it."""
    (folded,) = terms(word) or ("",)
    at = min(extra, len(folded) - 1)
    typed = folded[: at + 1] + folded[at:]
    assert folded in meant(typed, {folded})
