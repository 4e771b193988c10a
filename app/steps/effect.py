"""State of what sending a form would change in the next payments, estimated before it is sent."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Protocol

from api_client.declarations import DeclarationEstimate
from api_client.errors import SimulationStarting
from app.core.command import Command
from app.core.scope import Shared

__all__ = ["EFFECT_OFFER", "DeclarationEstimate", "Effect", "EffectOffer"]

_AGAIN_S: Final = 2.0
"""In seconds: after how long an engine that starts is asked again, unless it says."""
_TRIES: Final = 30

Estimating = Callable[[Mapping[str, Any]], Awaitable[DeclarationEstimate]]


class Effect(Command):
    """What answers would change.

    Attributes:
        value: the last that was estimated; None before any was, and where none could be.
    """

    def __init__(self, ask: Estimating, *, again_s: float = _AGAIN_S) -> None:
        """Make the state.

        Args:
            ask: estimates the effect of answers.
            again_s: seconds after which an engine that starts is asked again.
        """
        self._ask = ask
        self._again_s = again_s
        self._answers: Mapping[str, Any] = {}
        self._asked: Mapping[str, Any] | None = None
        self.value: DeclarationEstimate | None = None
        # What cannot be estimated keeps nobody from sending: the program does not speak of a server that failed.
        super().__init__(self._estimate)

    async def of(self, answers: Mapping[str, Any]) -> None:
        """Estimate the effect of these answers, unless that was done."""
        if answers == self._asked:
            return
        self._answers = dict(answers)
        await self.run()

    async def _estimate(self) -> None:
        asked, self.value = self._answers, None
        for _ in range(_TRIES):
            try:
                self.value = await self._ask(asked)
            except SimulationStarting as starting:
                await asyncio.sleep(min(starting.retry_after or self._again_s, self._again_s))
                continue
            self._asked = asked
            return
        raise SimulationStarting


class EffectOffer(Protocol):
    """What estimates the effect of declarations."""

    def effect(self, file_id: str, period: str) -> Effect:
        """Return the state of what the declaration of a period (its first month) of a file would change."""


EFFECT_OFFER: Final[Shared[EffectOffer]] = Shared("the effect of declarations")
