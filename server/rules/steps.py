"""Steps that are taken in order."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class OrderedStep(StrEnum):
    """A step of a procedure; the members are in order."""

    def precedes(self, other: Self) -> bool:
        """Return whether this step comes before the other."""
        steps = list(type(self))
        return steps.index(self) < steps.index(other)
