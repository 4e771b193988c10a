"""The steps of a migration, in their order."""

from typing import Final

from app.core.wizard import Position

STEPS: Final = ("terms", "password", "contact", "code", "authorisations", "done")


def position(step: str = "terms", *, couple: bool) -> Position:
    """Return the position of a person who has come to `step`, the first that is not done.

    Args:
        step: `done` is the confirmation; before it no step is open.
        couple: whether the person may authorise a spouse.
    """
    steps = tuple(step for step in STEPS if couple or step != "authorisations")
    return Position(steps, next=step, current=step, one_time=frozenset({"code"}))
