"""State of Mes démarches: what was begun or sent, and what may be."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.requests import RequestOpening, RequestSummary
from app.core.command import Command
from app.core.resource import Resource
from app.core.scope import PersonScope

__all__ = ["Openings", "RequestOpening", "RequestSummary", "Requests"]


class Requests(Resource[tuple[RequestSummary, ...]]):
    """The requests that a person sees of one of their files, and those of none, the newest first.

    Attributes:
        more: reads older ones; does nothing at the end of the list.
    """

    def __init__(
        self, client: Client, file_id: str | None, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._client = client
        self._file_id = file_id
        self._cursor: str | None = None
        super().__init__(self._first, observe=observe)
        self.more = Command(self._more, observe=observe)
        self._hear(self.more)

    @classmethod
    def of(cls, person: PersonScope, file_id: str | None) -> Self:
        """Return the state of that file of a person, or of none."""
        return cls(person.page.client, file_id, observe=person.page.session.observe)

    @property
    def ended(self) -> bool:
        """Whether there is nothing after what is shown."""
        return self._cursor is None

    async def _first(self) -> tuple[RequestSummary, ...]:
        return await self._page(None)

    async def _more(self) -> None:
        if self._cursor is not None:
            self.value = (self.value or ()) + await self._page(self._cursor)

    async def _page(self, cursor: str | None) -> tuple[RequestSummary, ...]:
        page = await self._client.requests.list(self._file_id, cursor)
        self._cursor = page.next_cursor
        return page.items


class Openings(Resource[tuple[RequestOpening, ...]]):
    """What a person may begin for one of their files, or for none, and what is closed to them."""

    def __init__(
        self, client: Client, file_id: str | None, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> tuple[RequestOpening, ...]:
            return await client.requests.openings(file_id)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, person: PersonScope, file_id: str | None) -> Self:
        """Return the state of that file of a person, or of none."""
        return cls(person.page.client, file_id, observe=person.page.session.observe)
