"""The simulation, as the features that lead to it, and go on from it, see it."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from app.core.scope import Shared


class SimulationOffer(Protocol):
    """What tells whether benefits can be estimated, and what was answered.

    Attributes:
        available: whether they can be; None before the server has said so. Nothing promises it where they cannot.
    """

    available: bool | None

    async def look_once(self) -> None:
        """Ask whether they can be, unless the server has said so."""

    def carried(self, names: frozenset[str]) -> Mapping[str, Any]:
        """Return what was answered in the page to the questions of a form, by their names."""


SIMULATION_OFFER: Final[Shared[SimulationOffer]] = Shared("the simulation")
