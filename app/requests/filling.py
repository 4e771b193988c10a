"""State of a request that is being filled in: the form of the house, kept as a draft on the server."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import uuid4

from api_client import Client
from app.core.scope import PageScope, PersonScope
from app.requests.paths import fill_path
from app.steps.effect import EFFECT_OFFER, Effect
from app.steps.questionnaire import Draft, Filling
from questionnaires.parsing import parse

__all__ = ["RequestFilling", "RequestKeeper"]


class RequestKeeper:
    """The draft of one request, on the server.

    Attributes:
        declares: of a declaration, its file and the first of its months; None for all else, and before it is read.
    """

    def __init__(self, client: Client, request_id: str) -> None:
        self._client = client
        self._request_id = request_id
        # What a submission is known by: asked for again after a lost answer, it is the same one.
        self._sending: tuple[int, str] = (-1, "")
        self.declares: tuple[str, str] | None = None

    async def load(self) -> Draft:
        """Return the draft as it is.

        Raises:
            NotFound: it is gone.
        """
        found = await self._client.requests.get(self._request_id)
        if found.file_id is not None and found.period is not None:
            self.declares = found.file_id, found.period
        return Draft(
            definition=parse(found.definition),
            answers=found.answers,
            prefilled=frozenset(found.prefilled),
            page=found.page,
            revision=found.revision,
            is_open=found.state == "draft",
            newer=found.newer_form,
        )

    async def save(self, revision: int, page: str, answers: Mapping[str, Any]) -> int:
        """Keep these answers beside the others, None taking one away, and return the new revision.

        Raises:
            ChangedMeanwhile: another device was first.
        """
        return (await self._client.requests.save(self._request_id, revision, page, answers)).revision

    async def send(self, revision: int) -> None:
        """Send it to the fund.

        Raises:
            ChangedMeanwhile: another device was first.
            Refused: with the path of each answer that is wrong.
            DoorClosed: the person may not, or not yet.
        """
        if self._sending[0] != revision:
            self._sending = revision, str(uuid4())
        await self._client.requests.submit(self._request_id, revision, key=self._sending[1])


class RequestFilling(Filling):
    """A request that somebody fills in."""

    def __init__(self, page: PageScope, request_id: str) -> None:
        self._page = page
        self._request = RequestKeeper(page.client, request_id)
        super().__init__(self._request, place=fill_path(request_id), observe=page.session.observe)

    @classmethod
    def of(cls, person: PersonScope, request_id: str) -> Self:
        """Return the state of a person's draft."""
        return cls(person.page, request_id)

    @property
    def effect(self) -> Effect | None:
        """What sending a declaration would change; None for what is none."""
        declares = self._request.declares
        return self._page.shared(EFFECT_OFFER).effect(*declares) if declares is not None else None
