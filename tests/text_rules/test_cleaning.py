"""What looks the same is the same once it is cleaned."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text_rules.cleaning import cleaned

INVISIBLE = [
    *"\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u180e\u00ad",
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    *"\ufe00\ufe0f\U000e0100\U000e0041\u034f\u115f\u1160\u3164\uffa0\u17b4\u180b",
]
BLANKS = [*"\t\n\r\x0b\x0c\x85\u00a0\u1680\u2000\u2007\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u2800"]
HYPHENS = [
    *"-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043\u058a\u05be\u02d7\u2e3a\u00ad"
]
APOSTROPHES = [*"'’‘`´ʼʻ′‛＇｀ʹʽʾʿ՚׳\u1fef\u1ffd\u1fbf\ua78c\u2035"]
ZEROS = "0٠۰०০๐０𝟎𝟘"  # Arabic, Persian, Devanagari, Bengali, Thai, full width, mathematical


def code_points(text: str) -> str:
    return "+".join(f"U+{ord(character):04X}" for character in text)


@pytest.mark.parametrize("mark", INVISIBLE, ids=code_points)
def test_what_nobody_sees_goes(mark: str) -> None:
    """Marks copied along with a text are no part of it, around it or between its words."""
    assert cleaned(f"{mark}Roy {mark} Martin{mark}") == "Roy Martin"


@pytest.mark.parametrize("blank", BLANKS, ids=code_points)
def test_every_blank_is_a_plain_one(blank: str) -> None:
    """No-break, thin and ideographic blanks, tabs and ends of lines are one blank, and none at the ends."""
    assert cleaned(f"{blank}Roy{blank}{blank} Martin{blank}") == "Roy Martin"


@pytest.mark.parametrize("hyphen", HYPHENS, ids=code_points)
def test_one_hyphen(hyphen: str) -> None:
    """Whatever looks like a hyphen between two letters is the hyphen."""
    assert cleaned(f"Martin{hyphen}Roy") == "Martin-Roy"


@pytest.mark.parametrize("apostrophe", APOSTROPHES, ids=code_points)
def test_one_apostrophe(apostrophe: str) -> None:
    """Whatever looks like an apostrophe is the apostrophe."""
    assert cleaned(f"D{apostrophe}Arco") == "D'Arco"


@pytest.mark.parametrize("zero", ZEROS, ids=code_points)
def test_digits_of_any_script(zero: str) -> None:
    """A number typed with the digits of another script is the number."""
    assert cleaned("".join(chr(ord(zero) + value) for value in range(10))) == "0123456789"


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("Ｃａｍｉｌｌｅ＠ｅｘｅｍｐｌｅ．ｆｒ", "Camille@exemple.fr"),
        ("camille﹫exemple.fr", "camille@exemple.fr"),
        ("Zoe\u0308 E\u0301lise", "Zoë Élise"),
        ("e\u034f\u0301", "é"),  # a mark kept apart from its letter by what nobody sees
        ("ﬁtzgerald", "fitzgerald"),
        ("𝐉𝐞𝐚𝐧", "Jean"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("ﾀﾅｶ", "タナカ"),
        ("Martin\u00ad-Roy", "Martin-Roy"),
        ("\u00adMartin \u00ad Roy\u00ad", "Martin Roy"),
        ("\u202d2 88 06\u00a035 238 112\u202c", "2 88 06 35 238 112"),
        ("", ""),
        (" \u200b\u3164 ", ""),
    ],
)
def test_cleaned(typed: str, clean: str) -> None:
    """Forms of letters that are the keyboard's or the document's, and several kinds in one text."""
    assert cleaned(typed) == clean


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn",
        "Ōe",
        "Łukasz",
        "Øyvind",
        "Siân",
        "Ælfgifu",
        "Иванов",
        "Παπαδόπουλος",
        "محمد",
        "נעמי",
        "प्रिया",
        "王",
        "김",
    ],
)
def test_letters_stay(name: str) -> None:
    """Letters of any script are what they were."""
    assert cleaned(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("hostile", ["\ud800", "a\x00b", "\x1b[31m", "\x7f"])
def test_what_is_to_be_refused_stays(hostile: str) -> None:
    """No cleaning hides what a server must refuse."""
    assert cleaned(hostile) == hostile


@given(st.text(max_size=40))
def test_once_is_enough(text: str) -> None:
    """Cleaning what is clean changes nothing."""
    assert cleaned(cleaned(text)) == cleaned(text)
