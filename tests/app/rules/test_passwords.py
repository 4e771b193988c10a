from __future__ import annotations

import pytest

from app.rules.passwords import check_password, password_rules
from app.rules.problem import Fault, Problem


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem(Fault.EMPTY)),
        (" ", None),
        ("a" * 64, None),
        ("a" * 65, Problem(Fault.TOO_LONG, 1)),
        (" Motdepass1 ", None),
        ("\u202aMotdepass1\u202c", Problem(Fault.FORBIDDEN_CHARACTERS)),
    ],
)
def test_a_password_is_only_kept_back_when_it_cannot_be_one(typed: str, problem: Problem | None) -> None:
    """At sign-in the rules of new passwords do not count; a password is compared whole, 64 characters included."""
    assert check_password(typed) == problem


@pytest.mark.parametrize(
    ("password", "unmet"),
    [
        ("", {"length", "digit", "lower", "upper", "characters"}),
        ("a", {"length", "digit", "upper"}),
        ("Motdepass1", set()),
        ("Motdepas1", {"length"}),
        ("A1" + "a" * 62, set()),
        ("A1" + "a" * 63, {"length"}),
        ("Motdepassé1", {"characters"}),
        ("Mot de pass1", {"characters"}),
        ("Motdepass1\n", {"characters"}),
        ("Motdepass٣", {"digit", "characters"}),
        ("ÉÀÇmotdepass1", {"upper", "characters"}),
    ],
)
def test_the_rules_turn_one_by_one(password: str, unmet: set[str]) -> None:
    """Each of the five rules says on its own whether it is met."""
    assert {rule for rule, met in password_rules(password) if not met} == unmet
