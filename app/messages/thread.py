"""State of one thread: what was written, whether it was read, where it is kept."""

from collections.abc import Awaitable, Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.messages import Lead, Message, MessageAttachment, Thread
from app.core.command import Command
from app.core.resource import Resource
from app.core.scope import PersonScope
from app.messages.unread import UnreadMessages
from app.steps.fetched_file import FetchedFile
from app.steps.opened_papers import OpenedPapers

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
        opened: OpenedPapers,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._thread_id = thread_id
        self._unread = unread
        self._opened = opened
        self._observe = observe
        self._files: dict[str, FetchedFile] = {}
        super().__init__(self._get, observe=observe)
        self.earlier = Command(self._earlier, observe=observe)
        self.archive = Command(self._archive, observe=observe)
        self._hear(self.earlier, self.archive)

    @classmethod
    def of(cls, person: PersonScope, thread_id: str) -> Self:
        """Return the state of a thread of a person."""
        page = person.page
        return cls(
            page.client,
            thread_id,
            page.state(UnreadMessages.of),
            page.state(OpenedPapers.of),
            observe=page.session.observe,
        )

    def paper(self, message: Message) -> FetchedFile:
        """Return the state of a message that can be had as a letter."""

        async def read() -> bytes:
            return await self._client.messages.paper(self._thread_id, message.message_id)

        return self._file(message.message_id, f"courrier-{message.at.date().isoformat()}.pdf", read)

    def attachment(self, attachment: MessageAttachment) -> FetchedFile:
        """Return the state of a file that was sent with a message."""

        async def read() -> bytes:
            return await self._client.messages.attachment(self._thread_id, attachment.attachment_id)

        return self._file(attachment.attachment_id, attachment.name, read)

    def _file(self, file_id: str, name: str, read: Callable[[], Awaitable[bytes]]) -> FetchedFile:
        if file_id not in self._files:
            self._files[file_id] = FetchedFile(name, read, self._opened, observe=self._observe)
        return self._files[file_id]

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
