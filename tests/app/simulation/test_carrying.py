"""What a request takes over from a simulation."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from app.simulation.carrying import carried
from questionnaires.checking import draft_refusals
from questionnaires.parsing import parse
from tests.server.simulation.test_router import ANSWERS


@pytest.mark.parametrize("questionnaire", ["prime_activite", "housing_benefit", "rsa", "ars"])
def test_what_was_answered_is_an_answer_there(questionnaire: str) -> None:
    """To questions that the form asks, and as it asks for them."""
    raw = files("server.questionnaires").joinpath("definitions", f"{questionnaire}.json").read_text("utf-8")
    definition = parse(json.loads(raw))
    names = frozenset(question.name for question in definition.questions())
    found = carried(ANSWERS | {"housing": "furnished", "rent": 65_000, "past_income": 2_400_000}, names)
    assert found
    assert draft_refusals(definition, found) == {}


def test_nothing_is_made_up() -> None:
    """Of what was not answered nothing is said."""
    names = frozenset({"has_children", "children", "housing", "furnished", "rent", "address", "other_income"})
    assert carried({}, names) == {}
    assert carried({"housing": "owner"}, names) == {"housing": "owner"}
