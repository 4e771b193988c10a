"""State of one thread: what was written, whether it was read, where it is kept."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.messages import Lead, Message, MessageAttachment, Thread
from app.core.command import Command
from app.core.resource import Resource
from app.core.scope import PersonScope
from app.messages.unread import UnreadMessages

__all__ = ["FollowedThread", "Lead", "Message", "MessageAttachment", "Thread"]


class FollowedThread(Resource[Thread]):
    """A thread that a person reads: to be shown it is to have read it, on every device.

    Attributes:
        earlier: reads older messages; does nothing where there are none.
        archive: puts it away, or takes it back.
    """

    def __init__(
        self,
        client: Client,
        thread_id: str,
        unread: UnreadMessages,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._thread_id = thread_id
        self._unread = unread
        super().__init__(self._get, observe=observe)
        self.earlier = Command(self._earlier, observe=observe)
        self.archive = Command(self._archive, observe=observe)
        self._hear(self.earlier, self.archive)

    @classmethod
    def of(cls, person: PersonScope, thread_id: str) -> Self:
        """Return the state of a thread of a person."""
        page = person.page
        return cls(page.client, thread_id, page.state(UnreadMessages.of), observe=page.session.observe)

    async def _get(self) -> Thread:
        found = await self._client.messages.get(self._thread_id)
        if found.unread:
            await self._client.messages.read(self._thread_id)
            await self._unread.read()
        return found

    async def _earlier(self) -> None:
        shown = self.value
        if shown is None or shown.before is None:
            return
        older = await self._client.messages.get(self._thread_id, shown.before)
        self.value = shown.model_copy(
            update={"messages": older.messages + shown.messages, "before": older.before}
        )

    async def _archive(self) -> None:
        shown = self.value
        if shown is None:
            return
        act = self._client.messages.unarchive if shown.archived else self._client.messages.archive
        said = await act(self._thread_id)
        self.value = shown.model_copy(update={"archived": said.archived, "unread": said.unread})
