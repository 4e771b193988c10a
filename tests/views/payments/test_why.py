"""The sentences of "Pourquoi ce montant ?"."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from typing import get_args

import pytest

from server.payments.rules import EventKind
from views.payments.text import DebtText
from views.payments.why_text import EVENT_KINDS, WhyText

PARTS = ("right", "arrears", "recovery")
KINDS = ("added", "removed", "changed")
# What the fund calls things among its own.
JARGON = re.compile(
    r"\b(indus?|trop[- ]perçu|créances?|recouvrement|notifi\w+|régularis\w+|échéances?|assiette|barème|prestations?|"
    r"allocataires?|liquid\w+|droits? dérivés?|revaloris\w+|BMAF|rappels?|échu\w*|précompte\w*)\b",
    re.IGNORECASE,
)


def said(kind: str, part: str, change: str, subject: str | None = None) -> str:
    return WhyText.line("apl", part, change, (kind, date(2026, 10, 1), subject))


def test_each_event_of_the_server_has_its_sentence() -> None:
    """An event that the server may name is none that the program has no words for."""
    assert frozenset(get_args(EventKind)) == EVENT_KINDS


@pytest.mark.parametrize(("kind", "part"), [*product(sorted(EVENT_KINDS), PARTS)])
def test_a_change_is_told_in_one_plain_sentence(kind: str, part: str) -> None:
    """Whatever happened to whichever part: what it is about, one sentence, no word of the fund's own, no loose end."""
    for change, subject in product(KINDS, (None, "Tom")):
        sentence = said(kind, part, change, subject)
        assert sentence.startswith("Aide personnalisée au logement : ")
        assert not JARGON.search(sentence), sentence
        assert not re.search(r"[{}]|  |\. |None|, ,|de [aeiou]\w+ d'", sentence), sentence
        assert len(sentence) <= 150, sentence


def test_who_it_happened_to_is_named() -> None:
    """By a first name, before which "de" is written as people say it."""
    assert "la naissance de Tom, le 1er octobre 2026" in said("birth", "right", "changed", "Tom")
    assert "la naissance d'Inès, le 1er octobre 2026" in said("birth", "right", "changed", "Inès")
    assert "la naissance de votre enfant, le 1er octobre 2026" in said("birth", "right", "changed")
    assert "Tom" not in said("move", "right", "changed", "Tom")


def test_a_change_that_nobody_explains_is_said_plainly() -> None:
    """Without an event, or with one that is newer than the program, it says what changed and invents no reason."""
    plain = "Aide personnalisée au logement : le montant a changé"
    assert WhyText.line("apl", "right", "changed", None) == plain
    assert said("an_event_of_tomorrow", "right", "changed") == plain


def test_what_stays_has_its_name_alone() -> None:
    """It is told apart by what it is of: the benefit, what is owed of it, or what is taken back."""
    assert [WhyText.line("apl", part, "unchanged", None) for part in PARTS] == [
        "Aide personnalisée au logement",
        "Aide personnalisée au logement : somme due pour des mois passés",
        "Aide personnalisée au logement : somme retenue",
    ]


@pytest.mark.parametrize(
    ("difference", "question"),
    [
        (30842, "Pourquoi 308,42\u00a0€ de plus qu'en octobre ?"),
        (-100, "Pourquoi 1\u00a0€ de moins qu'en octobre ?"),
        (0, "Pourquoi le même montant qu'en octobre ?"),
    ],
)
def test_the_question_is_of_the_difference(difference: int, question: str) -> None:
    """More, less, or as much by changes that outweigh one another."""
    assert WhyText.heading(difference, "2026-10") == question


def test_a_debt_is_contested_until_a_day() -> None:
    """Before it, how; after it, that it has passed and what can be done all the same."""
    until = date(2026, 12, 18)
    assert "Jusqu'au 18 décembre 2026, vous pouvez contester" in DebtText.contest(until, passed=False)
    assert "commission de recours amiable" in DebtText.contest(until, passed=False)
    assert "terminé le 18 décembre 2026" in DebtText.contest(until, passed=True)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-03", "2026-03", "en mars 2026"),
        ("2026-03", "2026-05", "de mars à mai 2026"),
        ("2025-10", "2026-05", "d'octobre 2025 à mai 2026"),
    ],
)
def test_a_debt_says_of_which_months_it_is(first: str, last: str, said: str) -> None:
    """One month, some of a year, or of two."""
    origin = DebtText.origin("apl", first, last, "situation_change")
    assert origin.startswith(f"La Caf a versé trop d'argent {said} (Aide personnalisée au logement) : ")
