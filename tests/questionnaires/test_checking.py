"""Answers are asked for, kept and refused as the form says."""

from datetime import date
from typing import Any

import pytest

from questionnaires.asking import asked
from questionnaires.checking import draft_refusals, page_refusals, refusals
from questionnaires.parsing import parse
from tests.support.questionnaires import asking, complete, every_kind, options

_TODAY = date(2026, 11, 28)
_FORM = parse(every_kind())


def _refused(**changes: Any) -> dict[str, str]:
    return refusals(_FORM, complete() | changes, _TODAY)


def test_whole_answers_can_be_sent() -> None:
    """Answers to every kind of question, each as it should be, are refused nothing and kept as they are."""
    assert _refused() == {}
    assert asked(_FORM, complete(), _TODAY).answers == complete()


def test_nothing_answered_asks_for_what_must_be() -> None:
    """An empty form names every question that is asked now and must be answered, and none that is not asked."""
    assert refusals(_FORM, {}, _TODAY) == dict.fromkeys(
        ("housing", "home", "moved_on", "alone", "statement"), "required"
    )


def test_what_is_not_asked_is_neither_kept_nor_refused() -> None:
    """Who is no tenant is asked for no rent: a rent answered before is left out, and refused nothing."""
    now = asked(_FORM, complete() | {"housing": "own", "rent": "abc"}, _TODAY)
    assert "rent" not in now.answers
    assert _refused(housing="own", rent="abc") == {}


def test_a_page_without_its_condition_is_left_out() -> None:
    """A page whose condition does not hold is not asked, nor is what stands on it."""
    now = asked(_FORM, complete() | {"housing": None}, _TODAY)
    assert [page.page.id for page in now.pages] == ["home", "people"]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"left_on": "2026-11-03"}, {"left_on": "check:order"}),
        ({"moved_on": "2026-02-30"}, {"moved_on": "format"}),
        ({"moved_on": "hier"}, {"moved_on": "format"}),
        ({"rent": -1}, {"rent": "too_small"}),
        ({"rent": 1_000_001}, {"rent": "too_large"}),
        ({"rent": True}, {"rent": "format"}),
        ({"rent": 12.5}, {"rent": "format"}),
        ({"rooms": float("nan")}, {"rooms": "format"}),
        ({"housing": "squat"}, {"housing": "not_allowed"}),
        ({"housing": ["rent"]}, {"housing": "format", }),
        ({"alone": "oui"}, {"alone": "format"}),
        ({"partner": {"person_id": "p2"}}, {"partner.person_id": "not_allowed"}),
        ({"partner": {"first_names": "Inès"}}, {"partner.last_name": "required", "partner.birth_date": "required"}),
        ({"home": {"line1": "3 rue", "city": "Rennes", "country": "france"}}, {"home.postcode": "required"}),
        ({"home": complete()["home"] | {"postcode": "B-1000"}}, {"home.postcode": "format"}),
        ({"home": complete()["home"] | {"postcode": "B-1000", "country": "Belgique"}}, {}),
        ({"home": complete()["home"] | {"floor": "3"}}, {"home.floor": "unknown"}),
        ({"employer": {"siret": "35600000000048"}}, {"employer.name": "required"}),
        ({"employer": {"name": "X", "siret": "73282932000075"}}, {"employer.siret": "checksum"}),
        ({"employer": {"name": "X", "siret": None}}, {}),
        ({"incomes": ["salaire", "salaire"]}, {"incomes": "not_allowed"}),
        ({"incomes": ["loto"]}, {"incomes.0": "not_allowed"}),
        ({"account": "FR76 3000 6000 0112 3456 7890 189"}, {}),
        ({"account": "FR7630006000011234567890188"}, {"account": "checksum"}),
        ({"account": "FR763000600001123456789018"}, {"account": "format"}),
        ({"account": "DE89370400440532013000"}, {"account": "check:french"}),
        ({"lease": ["a", "b", "c", "d"]}, {"lease": "too_many"}),
        ({"remarks": "x" * 501}, {"remarks": "too_long"}),
        ({"remarks": "a\x00b"}, {"remarks": "format"}),
        ({"true_to_life": False}, {"true_to_life": "required"}),
        ({"statement": None}, {"statement": "required"}),
        ({"children": [{"child_name": "Inès"}]}, {"children.0.child_born": "required"}),
        ({"children": [{"child_name": "Inès", "child_born": "2030-01-01"}]}, {"children.0.child_born": "check:unborn"}),
        ({"children": ["Inès"]}, {"children.0": "format"}),
        ({"children": "Inès"}, {"children": "format"}),
        ({"children": [{"child_name": "I", "child_born": "2019-01-01", "age": 3}]}, {"children.0.age": "unknown"}),
        ({"children": [{"child_name": "Inès", "child_born": "2019-01-01"}] * 7}, {"children": "too_many"}),
        ({"colour": "blue"}, {"colour": "unknown"}),
    ],
)  # fmt: skip
def test_each_fault_has_its_path_and_code(changes: dict[str, Any], refused: dict[str, str]) -> None:
    """What is wrong is said at its place, by one code."""
    assert _refused(**changes) == refused


def test_a_page_is_checked_alone() -> None:
    """Going on from a page asks for nothing that stands on another."""
    answers = {name: value for name, value in complete().items() if name in {"alone", "partner"}}
    assert page_refusals(_FORM, "people", answers, _TODAY) == {}
    assert page_refusals(_FORM, "people", {"alone": False}, _TODAY) == {"partner": "required"}


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"rent": "six cents", "moved_on": "12//2026", "home": {"line1": "3"}}, {}),
        ({"rent": None}, {}),
        ({"rents": 1}, {"rents": "unknown"}),
        ({"remarks": "x" * 4001}, {"remarks": "format"}),
        ({"remarks": "\ud800"}, {"remarks": "format"}),
        ({"home": {"line1": {"a": {"b": {"c": 1}}}}}, {"home": "format"}),
        ({"rent": float("inf")}, {"rent": "format"}),
        ({"lease": ["x"] * 101}, {"lease": "format"}),
    ],
)
def test_a_draft_takes_what_is_unfinished_and_no_nonsense(
    answers: dict[str, Any], refused: dict[str, str]
) -> None:
    """A draft keeps a text as it was typed in the place of anything, and refuses what no form would send."""
    assert draft_refusals(_FORM, answers) == refused


@pytest.mark.parametrize("empty", ["", "  ", None, [], {}])
def test_what_is_empty_is_no_answer(empty: Any) -> None:
    """An empty answer is not kept, and is missing where one must answer."""
    text = asking("text", {"type": "string", "maxLength": 10})
    assert refusals(text, {"it": empty}, _TODAY) == {"it": "required"}
    assert asked(text, {"it": empty}, _TODAY).answers == {}


def test_few_choices_and_short_texts_are_told() -> None:
    """Too few of a list, and a text too short, each have their code."""
    several = asking(
        "choices",
        {"items": {"enum": ["a", "b"]}, "uniqueItems": True, "minItems": 2},
        options=options("a", "b"),
    )
    assert refusals(several, {"it": ["a"]}, _TODAY) == {"it": "too_few"}
    text = asking("text", {"minLength": 3, "maxLength": 10})
    assert refusals(text, {"it": "ab"}, _TODAY) == {"it": "too_short"}
