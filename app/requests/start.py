"""State of what is said before a form is begun."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Self

from api_client import Client
from api_client.errors import ClientError
from api_client.requests import RequestOpening
from app.core.command import Command
from app.core.resource import Resource
from app.core.scope import PersonScope
from app.steps.simulation_offer import SIMULATION_OFFER
from questionnaires.definition import Definition
from questionnaires.parsing import parse

__all__ = ["Beginning", "Start"]


class Beginning(NamedTuple):
    """A form, and whether the person may begin it; `opening` is None where it is not begun here."""

    definition: Definition
    opening: RequestOpening | None


class Start(Resource[Beginning]):
    """A form that is about to be begun.

    Attributes:
        begin: begins the draft, or takes up the one that is there.
        request_id: the draft, once there is one.
    """

    def __init__(
        self,
        client: Client,
        questionnaire: str,
        file_id: str | None,
        *,
        observe: Callable[[ClientError | None], None],
        carried: Callable[[frozenset[str]], Mapping[str, Any]],
    ) -> None:
        """Make the state; `carried` returns what was answered in a simulation, to the questions of these names."""
        self._client = client
        self._questionnaire = questionnaire
        self._file_id = file_id
        self._carried = carried
        self.request_id: str | None = None
        super().__init__(self._read_both, observe=observe)
        self.begin = Command(self._begin, observe=observe, navigates=True)
        self._hear(self.begin)

    @classmethod
    def of(cls, person: PersonScope, questionnaire: str, file_id: str | None) -> Self:
        """Return the state of that form, for one of a person's files or for none."""
        page = person.page
        carried = page.shared(SIMULATION_OFFER).carried
        return cls(page.client, questionnaire, file_id, observe=page.session.observe, carried=carried)

    async def _read_both(self) -> Beginning:
        raw, openings = await asyncio.gather(
            self._client.questionnaires.get(self._questionnaire),
            self._client.requests.openings(self._file_id),
        )
        opening = next((each for each in openings if each.questionnaire == self._questionnaire), None)
        return Beginning(parse(raw), opening)

    async def _begin(self) -> None:
        asked = self.value.definition.questions() if self.value is not None else ()
        answers = self._carried(frozenset(question.name for question in asked))
        draft = await self._client.requests.begin(self._questionnaire, self._file_id, answers=answers)
        self.request_id = draft.request_id
