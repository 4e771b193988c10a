"""`/v1/simulations`: what a household would be paid, by the country's published rules; nothing of it is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from api_client.auth import SessionKeeper
from api_client.model import Model
from api_client.transport import Call, Transport

State = Literal["unavailable", "idle", "starting", "ready"]
"""Whether benefits can be estimated: not here, not yet, soon, now."""


class Readiness(Model):
    """Whether benefits can be estimated."""

    state: State

    @property
    def available(self) -> bool:
        """Whether they can be, now or in some seconds."""
        return self.state != "unavailable"


class SimulationForm(Readiness):
    """What is asked.

    Attributes:
        month: the month that is estimated, `YYYY-MM`.
        definition: the questionnaire, as `questionnaires.parsing` reads it.
    """

    month: str
    definition: dict[str, Any]


class Basis(Model):
    """Something that an estimate rests on.

    Attributes:
        fact: such as `children` or `rent`.
        value: an amount in cents, a number, or the value of an answer; None for what was left out.
    """

    fact: str
    value: int | str | None


class WhyNot(Model):
    """Why nothing would be paid.

    Attributes:
        reason: such as `income_too_high`.
        salary: the net salary of the household up to which, or from which, something would be; None where no salary
            changes it.
    """

    reason: str
    salary: int | None


class Estimate(Model):
    """What a benefit would be.

    Attributes:
        amount: cents, each month or once a year.
    """

    benefit: str
    amount: int
    paid: Literal["monthly", "yearly"]
    basis: tuple[Basis, ...]
    why_not: WhyNot | None


class Slider(Model):
    """The same estimates for other net salaries of the household.

    Attributes:
        incomes: salaries in cents, evenly rising.
        amounts: for each estimate, in their order, what it would be with each of them.
        income: the salary as answered.
    """

    incomes: tuple[int, ...]
    amounts: tuple[tuple[int, ...], ...]
    income: int


class SimulationResult(Model):
    """Estimates for a month, by the rules of that day."""

    rules_date: date
    month: str
    estimates: tuple[Estimate, ...]
    slider: Slider


class _Answers(Model):
    answers: Mapping[str, Any]

    def __repr__(self) -> str:
        # A household's life.
        return "_Answers()"


class Simulations:
    """Simulations; nobody need be signed in."""

    def __init__(self, transport: Transport, keeper: SessionKeeper) -> None:
        self._transport = transport
        self._keeper = keeper

    async def form(self) -> SimulationForm:
        """Ask what is asked, and whether benefits can be estimated."""
        return SimulationForm.read(await self._transport.send(Call.of("GET", "v1", "simulations")))

    async def known_answers(self, file_id: str | None) -> Mapping[str, Any]:
        """Ask for the answers that the fund knows of who is signed in, in one of their files or in none."""
        query: dict[str, str | int] = {"file_id": file_id} if file_id is not None else {}
        call = Call.of("GET", "v1", "me", "simulation", query=query)
        return _Answers.read(await self._keeper.send(call)).answers

    async def warm(self) -> Readiness:
        """Have the engine start, for who is answering; return whether it is ready.

        Raises:
            RateLimited: too many from one place.
        """
        call = Call.of("POST", "v1", "simulations", "engine")
        return Readiness.read(await self._transport.send(call))

    async def estimate(self, answers: Mapping[str, Any]) -> SimulationResult:
        """Ask for the estimates that answers ask for.

        Raises:
            Refused: `validation_failed`; the fields are named as in the questionnaire.
            SimulationStarting: the engine is starting.
            SimulationUnavailable: nothing can be estimated here.
            RateLimited: too many from one place.
        """
        call = Call.of("POST", "v1", "simulations", body=_Answers(answers=answers))
        return SimulationResult.read(await self._transport.send(call))
