"""The creation of an account as a row of steps; what each asks is the business of the step's own state."""

from collections.abc import Sequence
from typing import Final

from app.core.wizard import Wizard

STEPS: Final = ("civil_status", "identity", "contact", "code", "password", "summary")


def wizard(due: str = "civil_status", steps: Sequence[str] = STEPS) -> Wizard[str]:
    """Return the creation with the person at `due`, the first of its `steps` not done.

    That is its beginning, what comes next once a step was passed, and where it is taken up.
    """
    return Wizard(steps, due=due, at=due, once=frozenset({"code"}))
