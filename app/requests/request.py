"""State of one request: where it stands, what can be done with it."""

from collections.abc import Awaitable, Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.requests import Request, TimelineEvent
from app.core.command import Command
from app.core.resource import Resource
from app.core.scope import PersonScope

__all__ = ["FollowedRequest", "Request", "TimelineEvent"]


class FollowedRequest(Resource[Request]):
    """A request that was sent, or the draft of one.

    Attributes:
        withdraw: takes it back.
        delete: throws a draft away.
        deleted: whether that was done.
        fetch: fetches the receipt; views call `receipt`.
        saved: whether the device has kept the receipt; None before that is known.
    """

    def __init__(
        self,
        client: Client,
        request_id: str,
        *,
        observe: Callable[[ClientError | None], None],
        opened: Callable[[], Awaitable[None]],
    ) -> None:
        """Make the state; `opened` is called where the request has opened a file meanwhile."""
        self._client = client
        self._request_id = request_id
        self._opened = opened
        self._content: bytes | None = None
        self.deleted = False
        self.saved: bool | None = None
        super().__init__(self._get, observe=observe)
        self.withdraw = Command(self._withdraw, observe=observe)
        self.delete = Command(self._delete, observe=observe, navigates=True)
        self.fetch = Command(self._fetch, observe=observe)
        self._hear(self.withdraw, self.delete, self.fetch)

    @classmethod
    def of(cls, person: PersonScope, request_id: str) -> Self:
        """Return the state of a request that a person sees."""

        async def opened() -> None:
            if person.file is None:
                await person.read_again()

        return cls(person.page.client, request_id, observe=person.page.session.observe, opened=opened)

    async def receipt(self) -> bytes | None:
        """Return the receipt as PDF; None where it could not be had, which the state tells."""
        self.saved = None
        await self.fetch.run()
        content, self._content = self._content, None
        return content

    def tell_saved(self, *, kept: bool) -> None:
        """Take note of whether the device kept the receipt."""
        self.saved = kept
        self.tell()

    async def _get(self) -> Request:
        found = await self._client.requests.get(self._request_id)
        if found.file_id is not None:
            await self._opened()
        return found

    async def _withdraw(self) -> None:
        self.update(await self._client.requests.withdraw(self._request_id))

    async def _delete(self) -> None:
        await self._client.requests.delete(self._request_id)
        self.deleted = True

    async def _fetch(self) -> None:
        self._content = await self._client.requests.receipt(self._request_id)
