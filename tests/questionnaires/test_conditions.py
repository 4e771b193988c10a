"""Conditions hold as they read, whatever was answered."""

from datetime import date
from typing import Any

import pytest

from questionnaires.conditions import Said
from questionnaires.parsing_conditions import condition

_TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("said", "answers", "holds"),
    [
        ({"question": "a", "equals": "x"}, {"a": "x"}, True),
        ({"question": "a", "equals": "x"}, {}, False),
        ({"question": "a", "equals": True}, {"a": 1}, False),
        ({"question": "a", "equals": 1}, {"a": 1.0}, True),
        ({"question": "a", "includes": "x"}, {"a": ["y", "x"]}, True),
        ({"question": "a", "includes": "x"}, {"a": "xy"}, False),
        ({"question": "a", "answered": True}, {"a": False}, True),
        ({"question": "a", "answered": True}, {"a": 0}, True),
        ({"question": "a", "answered": True}, {"a": []}, False),
        ({"question": "a", "answered": False}, {"a": ""}, True),
        ({"question": "a", "at_least": 2}, {"a": [{}, {}]}, True),
        ({"question": "a", "at_least": 2}, {"a": True}, False),
        ({"question": "a", "at_least": 2, "at_most": 4}, {"a": 5}, False),
        ({"question": "a", "at_most": 4}, {}, False),
        ({"question": "a", "begins": ["FR", "MC"]}, {"a": "MC58"}, True),
        ({"question": "a", "before": "today"}, {"a": "2026-11-27"}, True),
        ({"question": "a", "before": "today"}, {"a": "2026-11-28"}, False),
        ({"question": "a", "before": "today"}, {"a": "hier"}, False),
        ({"question": "a", "before": {"today": -90}}, {"a": "2026-08-01"}, True),
        ({"question": "a", "after": "2026-01-01"}, {"a": "2026-01-02"}, True),
        ({"question": "a", "before": {"question": "b"}}, {"a": "2026-01-01", "b": "2026-01-02"}, True),
        ({"question": "a", "before": {"question": "b"}}, {"a": "2026-01-01"}, False),
        ({"question": "a", "before": "2025-01-01"}, {"a": "2024-00-00"}, True),
        ({"question": "a", "before": "2024-06-01"}, {"a": "2024-00-00"}, False),
        ({"question": "a", "after": "2024-06-01"}, {"a": "2024-00-00"}, False),
        ({"question": "a", "before": "2024-06-01"}, {"a": "2024-05"}, True),
        ({"question": "a", "times": 2, "of": {"question": "b"}}, {"a": 248000, "b": 124000}, True),
        ({"question": "a", "times": 2, "of": {"question": "b"}}, {"a": 247999, "b": 124000}, False),
        ({"question": "a", "times": 2, "of": {"question": "b"}}, {"a": 1, "b": 0}, False),
        ({"not": {"question": "a", "equals": "x"}}, {}, True),
        ({"all": [{"question": "a", "equals": 1}, {"question": "b", "equals": 2}]}, {"a": 1, "b": 3}, False),
        ({"any": [{"question": "a", "equals": 1}, {"question": "b", "equals": 2}]}, {"a": 1, "b": 3}, True),
    ],
)  # fmt: skip
def test_a_condition_holds_as_it_reads(said: dict[str, Any], answers: dict[str, Any], *, holds: bool) -> None:
    """Each condition, for answers that are there, missing, or of another type."""
    assert condition(said, "when").holds(Said(answers, _TODAY)) is holds
