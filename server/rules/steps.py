"""Steps taken one after the other."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class OrderedStep(StrEnum):
    """A step of a row: its members, in order."""

    def precedes(self, other: Self) -> bool:
        """Whether this step comes before the other."""
        steps = list(type(self))
        return steps.index(self) < steps.index(other)
