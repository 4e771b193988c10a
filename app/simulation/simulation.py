"""A simulation: questions that are answered in the page, and the estimates that they lead to."""

from collections.abc import Mapping
from typing import Any, Self

from api_client import Client
from api_client.errors import ClientError, SimulationUnavailable
from app.core.scope import PageScope
from app.core.session import Session
from app.core.state import State
from app.simulation.estimates import Estimates
from app.simulation.paths import SIMULATION
from app.steps.questionnaire import RECAP, Draft, Filling
from questionnaires.merging import changed
from questionnaires.parsing import parse

__all__ = ["Simulation"]


class InPage:
    """Keeps the answers in the page, and nowhere else; what is sent is estimated."""

    def __init__(self, client: Client, session: Session, estimates: Estimates) -> None:
        self._client = client
        self._session = session
        self._estimates = estimates
        self._known: Mapping[str, Any] = {}
        self._revision = 0
        self._begun = False
        self.answers: dict[str, Any] = {}

    @property
    def new_answers(self) -> Mapping[str, Any]:
        """What was answered that the fund did not know."""
        return {name: answer for name, answer in self.answers.items() if answer != self._known.get(name)}

    async def load(self) -> Draft:
        """Return what is asked, with what the fund knows of who is signed in.

        Raises:
            SimulationUnavailable: nothing can be estimated here.
        """
        form = await self._client.simulations.form()
        if not form.available:
            raise SimulationUnavailable
        await self._estimates.warm()
        again = self._begun
        if not again:
            self._known = await self._recall()
            self.answers, self._begun = dict(self._known), True
        return Draft(
            definition=parse(form.definition),
            answers=self.answers,
            prefilled=frozenset(self._known),
            page=RECAP if again else None,
            revision=self._revision,
        )

    async def save(self, _: int, _page: str, answers: Mapping[str, Any]) -> int:
        """Keep these answers beside the others."""
        self.answers = changed(self.answers, answers)
        self._revision += 1
        return self._revision

    async def send(self, _: int) -> None:
        """Have them estimated."""
        await self._estimates.find(self.answers)

    async def _recall(self) -> Mapping[str, Any]:
        account = self._session.account
        if account is None:
            return {}
        try:
            return await self._client.simulations.known_answers(
                account.file.file_id if account.file else None
            )
        except ClientError as error:  # without it everything is asked
            self._session.observe(error)
            return {}


class Simulation(State):
    """One of a page, with or without an account.

    Attributes:
        place: the path that it stands at.
        filling: the questions.
        estimates: what came of them.
    """

    place = SIMULATION

    def __init__(self, client: Client, session: Session, estimates: Estimates) -> None:
        self._client = client
        self._session = session
        self.estimates = estimates
        self._keeper = InPage(client, session, estimates)
        self.filling = self._filling()
        self._hear(estimates)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client, page.session, page.state(Estimates.of))

    @property
    def answers(self) -> Mapping[str, Any]:
        """What was answered."""
        return self._keeper.answers

    @property
    def new_answers(self) -> Mapping[str, Any]:
        """What was answered that the fund did not know."""
        return self._keeper.new_answers

    def again(self) -> None:
        """Have the answers be open to changes: they were estimated."""
        if not self.filling.is_open:
            self.filling = self._filling()

    def gone(self) -> None:
        """Forget every answer: the person leaves."""
        self._keeper = InPage(self._client, self._session, self.estimates)
        self.filling = self._filling()

    def _filling(self) -> Filling:
        return Filling(self._keeper, place=SIMULATION, observe=self._session.observe)
