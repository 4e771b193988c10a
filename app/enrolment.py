"""The creation of an account as a row of steps; what each asks is the business of the step's own state."""

from typing import Final, Literal

from app.wizard import Wizard

Step = Literal["civil_status", "identity", "contact", "code", "password", "summary"]

STEPS: Final[tuple[Step, ...]] = ("civil_status", "identity", "contact", "code", "password", "summary")


def wizard(due: Step = "civil_status") -> Wizard[Step]:
    """Return the creation with the person at `due`, the first step not done.

    That is its beginning, what comes next once a step was passed, and where it is taken up.
    """
    return Wizard(STEPS, due=due, at=due, once=frozenset({"code"}))
