"""Whether benefits can be estimated here: known before a screen offers it."""

from collections.abc import Callable, Mapping
from typing import Any, Self

from api_client import Client
from api_client.errors import ClientError
from app.core.scope import PageScope
from app.core.state import State
from app.simulation.carrying import carried
from app.simulation.simulation import Simulation


class Offer(State):
    """What the server says of it, once for a page.

    Attributes:
        available: whether benefits can be estimated; None before the server has said so.
    """

    def __init__(
        self, client: Client, simulation: Simulation, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._client = client
        self._simulation = simulation
        self._observe = observe
        self.available: bool | None = None

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client, page.state(Simulation.of), observe=page.session.observe)

    async def look_once(self) -> None:
        """Ask whether they can be, unless the server has said so."""
        if self.available is not None:
            return
        try:
            self.available = (await self._client.simulations.form()).available
        except ClientError as error:
            self._observe(error)

    def carried(self, names: frozenset[str]) -> Mapping[str, Any]:
        """Return what was answered in the page to the questions of a form, by their names."""
        return carried(self._simulation.new_answers, names)
