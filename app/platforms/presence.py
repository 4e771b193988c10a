"""What the windows of one device know together of who is here: the tabs of a browser; a window alone elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Protocol


class Presence(Protocol):
    """What they share besides the session itself, which their clients hold together.

    Attributes:
        proven_at: when the password was given last, in any of them, on the clock of `time.monotonic`.
    """

    proven_at: float

    def watch(self, entry: str, told: Callable[[], None]) -> object:
        """Have `told` called where another has changed what that entry keeps, while what is returned is held."""


@dataclass(slots=True)
class OneWindow:
    """A window that shares with nobody."""

    proven_at: float = -inf

    def watch(self, entry: str, told: Callable[[], None]) -> object:
        """Do nothing: nobody else changes anything."""
