"""Steps taken one after the other: where a person stands, and where one may go from there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, Self, TypeVar

Step = TypeVar("Step", bound=str)


@dataclass(frozen=True, slots=True)
class Wizard(Generic[Step]):
    """A place in a row of steps. It never changes: each move gives another.

    Passing a step leads to the first one that is not done, where a new wizard begins. So a step changed from the
    recap leads back to the recap, unless the change undid another, which then comes first; and nothing done is asked
    again.

    Attributes:
        steps: all of them, in order; the last is the recap.
        due: the first that is not done.
        at: where the person stands, never beyond `due`.
        once: steps that nobody comes back to once done, such as a code that has served.
    """

    steps: Sequence[Step]
    due: Step
    at: Step
    once: frozenset[Step] = frozenset()

    def is_open(self, step: Step) -> bool:
        """Tell whether the person may stand at `step`: it is due, or done and not of those done once."""
        if step == self.due:
            return True
        return self._done(step) and step not in self.once

    def go(self, step: Step) -> Self:
        """Stand at an open step ("Modifier"); what is done stays done.

        Raises:
            ValueError: the step is not open.
        """
        if not self.is_open(step):
            raise ValueError(f"{step} is not open while {self.due} is due")
        return replace(self, at=step)

    def back(self) -> Self:
        """Stand at the open step before; on the first, stay."""
        before = [step for step in self.steps[: self.steps.index(self.at)] if self.is_open(step)]
        return replace(self, at=before[-1]) if before else self

    def _done(self, step: Step) -> bool:
        return step in self.steps[: self.steps.index(self.due)]
