"""Two spellings of one name are one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text_rules.folding import folded_letters, folded_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Œnone Élise", "oenone elise"),
        ("ŒNONE ÉLISE", "oenone elise"),
        ("Lætitia", "laetitia"),
        ("Straße STRASSE ẞ", "strasse strasse ss"),
        ("Łukasz Øyvind Đorđe", "lukasz oyvind dorde"),
        ("Işık IŞIK İpek", "isik isik ipek"),
        ("Þóra Guðrún", "thora gudrun"),
        ("Ħal Ŧ ŋ", "hal t n"),
        ("Jean-Luc d'Arc", "jean luc d arc"),
        ("Jean‑Luc D’ARC", "jean luc d arc"),
        ("J.-P. Le  Goff", "j p le goff"),
        ("Gal·la", "gal la"),
        ("Nguyễn Thị Ánh", "nguyen thi anh"),
        ("Zoe\u0308", "zoe"),
        ("ﬁtz", "fitz"),
        ("Paris 12", "paris 12"),
        ("Паве́л ИВАНОВ", "павел иванов"),
        ("Παπαδόπουλος", "παπαδοπουλοσ"),
        ("", ""),
        ("-'. ", ""),
    ],
)
def test_folded_words(name: str, words: str) -> None:
    """Lower-case base letters, one blank between two words."""
    assert folded_words(name) == words


@pytest.mark.parametrize(
    "spellings",
    [
        ("Le Goff", "LEGOFF", "le-goff", "Le\u00a0Goff"),
        ("D'Arco", "D’Arco", "D`Arco", "DARCO", "d arco"),
        ("Marie-Ève", "Marie Eve", "MARIEEVE", "Marie‑È\u200bve"),
        ("Strauß", "STRAUSS"),
        ("Cœur", "COEUR"),
    ],
)
def test_spellings_of_one_name_are_equal(spellings: tuple[str, ...]) -> None:
    """How the parts of a name are joined, its accents and its case do not count."""
    assert len({folded_letters(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Martin", "Marti"), ("कि", "की"), ("Roy", "Rey"), ("محمد", "محمود")]
)
def test_names_stay_apart(one: str, other: str) -> None:
    """What makes another name, in any script, is kept."""
    assert folded_letters(one) != folded_letters(other)


@given(st.text(max_size=30))
def test_once_is_enough(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert folded_words(folded_words(text)) == folded_words(text)
    assert folded_letters(folded_letters(text)) == folded_letters(text)
