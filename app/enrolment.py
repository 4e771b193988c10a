"""The creation of an account as a row of steps; what each asks is the business of the step's own state."""

from typing import Final

from app.wizard import Wizard

STEPS: Final = ("civil_status", "identity", "contact", "code", "password", "summary")


def wizard(due: str = "civil_status") -> Wizard[str]:
    """Return the creation with the person at `due`, the first step not done.

    That is its beginning, what comes next once a step was passed, and where it is taken up.
    """
    return Wizard(STEPS, due=due, at=due, once=frozenset({"code"}))
