"""The change of connection as a row of steps; what each asks is the business of the step's own state."""

from typing import Final

from app.core.wizard import Wizard

STEPS: Final = ("terms", "password", "contact", "code", "authorisations", "done")


def wizard(due: str = "terms", *, couple: bool) -> Wizard[str]:
    """Return the change with the person at `due`, the first step not done.

    Args:
        due: the step; `done` is the confirmation, which nothing is open before.
        couple: whether the person may authorise a spouse.
    """
    steps = tuple(step for step in STEPS if couple or step != "authorisations")
    return Wizard(steps, due=due, at=due, once=frozenset({"code"}))
