"""Steps taken one after the other: where a person stands, and where one may go from there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a row of steps. It never changes: each move gives another.

    Passing a step leads to the first one that is not done, where a new position begins. So a step changed from the
    recap leads back to the recap, unless the change undid another, which then comes first; and nothing done is asked
    again.

    Attributes:
        steps: all of them, in order; the last is the recap.
        next: the first that is not done.
        current: where the person stands, never beyond `next`.
        one_time: steps that nobody comes back to once done, such as a code that has served.
    """

    steps: Sequence[str]
    next: str
    current: str
    one_time: frozenset[str] = frozenset()

    def is_open(self, step: str) -> bool:
        """Tell whether the person may stand at `step`: it is the next, or done and not of those done once."""
        return step == self.next or (self._is_done(step) and step not in self.one_time)

    def go(self, step: str) -> Self:
        """Stand at an open step ("Modifier"); what is done stays done.

        Raises:
            ValueError: the step is not open.
        """
        if not self.is_open(step):
            raise ValueError(f"{step} is not open while {self.next} is next")
        return replace(self, current=step)

    def back(self) -> Self:
        """Stand at the open step before; on the first, stay."""
        before = [step for step in self.steps[: self.steps.index(self.current)] if self.is_open(step)]
        return replace(self, current=before[-1]) if before else self

    def _is_done(self, step: str) -> bool:
        return step in self.steps[: self.steps.index(self.next)]
