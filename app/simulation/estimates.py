"""The estimates that answers lead to, and what another salary would change of them."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from api_client import Client
from api_client.errors import ClientError, SimulationStarting
from api_client.simulation import Estimate, SimulationResult
from app.core.scope import PageScope
from app.core.state import State

__all__ = ["Estimate", "Estimates", "SimulationResult", "WithSalary"]

_ASK_AGAIN_S = 2.0
_WAITS_S = 90.0


@dataclass(frozen=True, slots=True)
class WithSalary:
    """What would be paid with a salary.

    Attributes:
        salary: cents a month.
        amounts: cents, for each estimate in their order.
        monthly: cents of all that is paid each month.
    """

    salary: int
    amounts: Sequence[int]
    monthly: int


class Estimates(State):
    """What was estimated, kept in the page and nowhere else.

    Attributes:
        result: the estimates; None before the first.
        starting: whether the engine is starting, so that they take some seconds more.
        salary: the salary that the slider stands at, in cents; None where it was not moved.
    """

    def __init__(
        self,
        client: Client,
        *,
        observe: Callable[[ClientError | None], None],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Begin without any.

        Args:
            client: asks the server.
            observe: called with what keeps the engine from starting.
            pause: waits that many seconds.
        """
        self._client = client
        self._observe = observe
        self._pause = pause
        self.result: SimulationResult | None = None
        self.starting = False
        self.salary: int | None = None

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client, observe=page.session.observe)

    async def warm(self) -> None:
        """Have the engine start while the person answers; that it cannot, the estimates will say."""
        try:
            await self._client.simulations.warm()
        except ClientError as error:
            self._observe(error)

    async def find(self, answers: Mapping[str, Any]) -> None:
        """Have these answers estimated; wait for an engine that starts.

        Raises:
            ClientError: they were not.
        """
        self.result, self.salary = None, None
        waited = 0.0
        try:
            while self.result is None:
                try:
                    self.result = await self._client.simulations.estimate(answers)
                except SimulationStarting as starting:
                    if waited >= _WAITS_S:
                        raise
                    self.starting = True
                    pause = starting.retry_after or _ASK_AGAIN_S
                    waited += pause
                    await self._pause(pause)
        finally:
            self.starting = False

    def slide(self, salary: int) -> None:
        """Note which salary the slider stands at, in cents."""
        self.salary = salary

    @property
    def with_salary(self) -> WithSalary | None:
        """What would be paid with the salary of the slider, from what was calculated; None before any was."""
        if self.result is None:
            return None
        slider = self.result.slider
        wanted = slider.income if self.salary is None else self.salary
        step = min(range(len(slider.incomes)), key=lambda each: abs(slider.incomes[each] - wanted))
        amounts = [curve[step] for curve in slider.amounts]
        return WithSalary(slider.incomes[step], amounts, self._monthly(amounts))

    @property
    def monthly(self) -> int:
        """What all that is paid each month would be, in cents."""
        return self._monthly([each.amount for each in self.result.estimates]) if self.result else 0

    def gone(self) -> None:
        """Forget everything: the person leaves."""
        self.result, self.salary = None, None

    def _monthly(self, amounts: Sequence[int]) -> int:
        estimates = self.result.estimates if self.result else ()
        return sum(amount for each, amount in zip(estimates, amounts, strict=True) if each.paid == "monthly")
