"""Procedures of several steps, which are taken in order."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Self

# How long the draft of a procedure is kept after its last step.
DRAFT_LIFE = timedelta(hours=24)


class OrderedStep(StrEnum):
    """A step of a procedure; the members are in order."""

    def precedes(self, other: Self) -> bool:
        """Return whether this step comes before the other."""
        steps = list(type(self))
        return steps.index(self) < steps.index(other)
