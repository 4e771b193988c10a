"""What the engine of forms refuses, a validator of JSON Schema that knows nothing of forms refuses too, and no more."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from questionnaires import checking
from questionnaires.asking import asked
from questionnaires.parsing import parse
from questionnaires.schema import schema
from server.questionnaires import validation
from server.questionnaires.service import refusals
from tests.support.questionnaire_strategies import answers, definitions
from tests.support.questionnaires import complete, every_kind

_TODAY = date(2026, 11, 28)


def _both(raw: dict[str, Any], given_answers: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    definition = parse(raw)
    now = asked(definition, given_answers, _TODAY)
    own = checking.refusals(definition, now.answers, _TODAY)
    checks = {path for path, code in own.items() if code.startswith("check:")}
    return {path: own[path] for path in own.keys() - checks}, validation.refusals(definition, now)


@settings(deadline=None)
@given(st.data())
def test_engine_and_validator_refuse_the_same(data: st.DataObject) -> None:
    """For any form and any answers, hostile ones among them: the same paths, the same codes."""
    raw = data.draw(definitions())
    engine, validator = _both(raw, data.draw(answers(parse(raw), wild=True)))
    assert engine == validator


@settings(deadline=None)
@given(st.data())
def test_the_schema_of_any_form_is_one_of_2020_12(data: st.DataObject) -> None:
    """What a validator is given, whatever was answered, is a schema of the dialect that it names."""
    definition = parse(data.draw(definitions()))
    now = asked(definition, data.draw(answers(definition, wild=True)), _TODAY)
    Draft202012Validator.check_schema(schema(definition, now))


def test_the_schema_that_a_form_publishes_is_one_of_2020_12() -> None:
    """The part that the fund writes is JSON Schema by itself, and whole answers satisfy it."""
    data = every_kind()["data"]
    Draft202012Validator.check_schema(data)
    assert not list(Draft202012Validator(data).iter_errors({**complete(), "statement": True}))


def test_a_check_of_the_form_is_refused_beside_what_the_schema_refuses() -> None:
    """The server refuses what either of them does."""
    wrong = complete() | {"left_on": "2026-11-03", "rent": -1}
    assert refusals(parse(every_kind()), wrong, _TODAY) == {"left_on": "check:order", "rent": "too_small"}
