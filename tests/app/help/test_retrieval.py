"""What the assistant knows, measured on questions as people write them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.help.library import library
from app.help.retrieval import Retrieval

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent


def questions(name: str) -> Iterator[tuple[str, str]]:
    """Give each question of a set with the article that answers it."""
    for right, asked in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["questions"].items():
        for question in asked:
            yield question, right


def found(question: str) -> list[str]:
    return [answer.article.article_id for answer in Retrieval.of_library().answers(question)]


@pytest.mark.parametrize("name", ["tuning.toml", "held_out.toml"])
def test_the_right_article_is_among_the_first_three(name: str) -> None:
    """Of a hundred questions at least 85 %, of those by which nothing was chosen too."""
    asked = list(questions(name))
    assert len(asked) >= 100
    assert {right for _, right in asked} <= {article.article_id for article in library().articles}
    missed = [
        f"{question}: {found(question)}, not {right}"
        for question, right in asked
        if right not in found(question)
    ]
    share = 1 - len(missed) / len(asked)
    assert share >= 0.85, "\n".join([f"{share:.0%}", *missed])


@pytest.mark.parametrize("name", ["second_author.toml", "third_author.toml"])
def test_the_right_article_is_among_those_that_are_shown(name: str) -> None:
    """Of the questions of who knew the titles alone at least 85 %, with those of which the assistant is not sure."""
    asked = list(questions(name))
    assert len(asked) >= 60
    retrieval = Retrieval.of_library()
    missed = [
        question
        for question, right in asked
        if right
        not in {
            each.article.article_id for each in retrieval.answers(question) or retrieval.nearest(question)
        }
    ]
    share = 1 - len(missed) / len(asked)
    assert share >= 0.85, "\n".join([f"{share:.0%}", *missed])


def test_what_comes_nearest_to_nothing_is_nothing() -> None:
    """What help knows no word of is near no article."""
    retrieval = Retrieval.of_library()
    for question in ("recette de la tarte aux pommes", "", "1234567890", "wo ist mein Geld"):
        assert retrieval.nearest(question) == (), question


@pytest.mark.parametrize("name", ["tuning.toml", "held_out.toml", "second_author.toml", "third_author.toml"])
def test_what_help_is_not_about_is_not_answered(name: str) -> None:
    """Of twenty questions about other things at least 90 % have no answer, rather than a wrong one."""
    asked = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["off_topic"]["asked"]
    assert len(asked) >= 20
    known = [f"{question}: {found(question)}" for question in asked if found(question)]
    assert len(known) <= len(asked) * 0.1, "\n".join(known)


def test_three_answers_at_most_the_best_first() -> None:
    """Nobody reads ten; and each brings a part of its article."""
    for question, _ in questions("tuning.toml"):
        answers = Retrieval.of_library().answers(question)
        assert len(answers) <= 3
        assert [each.score for each in answers] == sorted((each.score for each in answers), reverse=True)
        assert all(each.section in each.article.usual.sections for each in answers)


def test_a_slip_of_the_finger_is_forgiven() -> None:
    """A letter too few, too many or another one, and accents and capitals as one likes."""
    for question in ("je demenaje", "JE DÉMÉNNAGE", "demnagement"):
        assert "demenagement" in found(question), question


def test_a_long_question_says_no_more_than_its_words() -> None:
    """Two thousand characters are answered like the question in them, whatever else is pasted."""
    assert found("je déménage " * 166)[:1] == ["demenagement"]


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "et le de la", "\u200b", "🙂", "1234567890"])
def test_nothing_asked_is_nothing_answered(nothing: str) -> None:
    """What says nothing has no answer."""
    assert found(nothing) == []


def test_another_language_is_not_answered_wrongly() -> None:
    """Who writes in another language is told that nothing is known, and is led to a person."""
    for question in (
        "how can I get my money back from the tax office",
        "где мои деньги",
        "أين نقودي",
        "wo ist mein Geld",
    ):
        assert found(question) == [], question


@given(st.text(max_size=400))
def test_whatever_is_typed_is_answered(text: str) -> None:
    """No text makes it fall."""
    assert len(found(text)) <= 3
