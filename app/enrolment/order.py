"""The steps of an enrolment, in their order."""

from collections.abc import Sequence
from typing import Final

from app.core.wizard import Position

STEPS: Final = ("civil_status", "identity", "contact", "code", "password", "summary")


def position(step: str = "civil_status", steps: Sequence[str] = STEPS) -> Position:
    """Return the position of a person who has come to `step`, the first of `steps` that is not done."""
    return Position(steps, next=step, current=step, one_time=frozenset({"code"}))
