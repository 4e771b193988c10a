"""`/v1/me/messages`: what the fund and the person wrote to each other."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from api_client.auth import SessionKeeper
from api_client.model import Model, Secret
from api_client.transport import Call

Box = Literal["all", "unread", "archived"]
MessageKind = Literal[
    "information", "receipt", "missing_document", "decision", "payment", "authorisation", "question"
]
SubjectCode = Literal[
    "payment", "rights", "housing", "family", "declaration", "debt", "situation", "account", "other"
]


class Lead(Model):
    """What else a thread leads to.

    Attributes:
        kind: what that is.
        id: its id, or the code of a document; None where there is one alone.
    """

    kind: Literal["request", "document", "payment", "authorisation"]
    id: str | None


class ThreadSummary(Model):
    """A thread in a list.

    Attributes:
        thread_id: its id.
        kind: what it is about.
        subject: its title, in the fund's words.
        preview: one line more.
        at: when somebody last wrote in it.
        unread: whether the person has not read it, on any device.
        archived: whether the person put it away.
        reply: whether the fund takes an answer.
        shared: whether others who may read the letters of the file have it too.
        papers: how many letters in PDF and attachments it has.
        leads: what else it leads to.
    """

    thread_id: str
    kind: MessageKind
    subject: str
    preview: str = Field(repr=False)
    at: datetime
    unread: bool
    archived: bool
    reply: bool
    shared: bool
    papers: int
    leads: Lead | None


class ThreadPage(Model):
    """Threads, unread ones first, then the newest.

    Attributes:
        items: the threads.
        next_cursor: asks for those that follow.
        unread: how many the person has not read in all; 100 stands for more.
    """

    items: tuple[ThreadSummary, ...]
    next_cursor: str | None
    unread: int


class MessageAttachment(Model):
    """A file that was sent with a message: its id, name, size in bytes, and whether it can be fetched still."""

    attachment_id: str
    name: str
    size: int
    kept: bool


class MessageLink(Model):
    """An address that a message links to, by https, and its host."""

    host: str
    address: str


class Message(Model):
    """What was written.

    Attributes:
        message_id: its id.
        sender: who wrote it.
        mine: whether that was the person who asks.
        at: when.
        paragraphs: plain text.
        links: the addresses that it links to.
        attachments: the files that were sent with it.
        paper: whether it can be had as a letter, in PDF.
    """

    message_id: str
    sender: Literal["fund", "person"]
    mine: bool
    at: datetime
    paragraphs: tuple[str, ...] = Field(repr=False)
    links: tuple[MessageLink, ...]
    attachments: tuple[MessageAttachment, ...]
    paper: bool


class Thread(ThreadSummary):
    """A thread with its newest messages.

    Attributes:
        messages: the oldest of them first.
        before: asks for older ones; None where there are none.
        answer_by: the day by which the fund answers, where it is its turn.
    """

    messages: tuple[Message, ...]
    before: int | None
    answer_by: date | None


class _Unread(Model):
    unread: int


class _Reply(Model):
    text: Secret
    upload_ids: tuple[str, ...]


class _NewMessage(_Reply):
    subject_code: SubjectCode
    file_id: str | None


class Messages:
    """The messages of the person who is signed in, and those of their files."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def list(self, box: Box = "all", words: str = "", cursor: str | None = None) -> ThreadPage:
        """Ask for threads.

        Args:
            box: all that are not put away, the unread ones of these, or those put away.
            words: what they say; empty for all.
            cursor: where the page before ended.
        """
        query: dict[str, str | int] = {"box": box}
        if words:
            query["q"] = words
        if cursor is not None:
            query["cursor"] = cursor
        return ThreadPage.read(await self._keeper.send(Call.of("GET", *_PATH, query=query)))

    async def unread(self) -> int:
        """Ask how many threads are unread; 100 stands for more."""
        return _Unread.read(await self._keeper.send(Call.of("GET", *_PATH, "unread"))).unread

    async def get(self, thread_id: str, before: int | None = None) -> Thread:
        """Ask for a thread, or for its older messages.

        Args:
            thread_id: which one.
            before: what `Thread.before` said.

        Raises:
            NotFound: it is not there, or others read it.
        """
        query: dict[str, str | int] | None = {"before": before} if before is not None else None
        return Thread.read(await self._keeper.send(Call.of("GET", *_PATH, thread_id, query=query)))

    async def read(self, thread_id: str) -> ThreadSummary:
        """Have a thread be read, on every device.

        Raises:
            NotFound: it is not there.
        """
        return await self._act(thread_id, "read")

    async def archive(self, thread_id: str) -> ThreadSummary:
        """Put a thread away.

        Raises:
            NotFound: it is not there.
        """
        return await self._act(thread_id, "archive")

    async def unarchive(self, thread_id: str) -> ThreadSummary:
        """Take a thread back among the others.

        Raises:
            NotFound: it is not there.
        """
        return await self._act(thread_id, "unarchive")

    async def reply(
        self, thread_id: str, text: Secret, upload_ids: tuple[str, ...] = (), *, key: str | None = None
    ) -> Thread:
        """Write in a thread.

        Args:
            thread_id: which one.
            text: what is written.
            upload_ids: the files that go with it.
            key: the same where it is asked for again after a lost answer: it is sent once.

        Raises:
            ChangedMeanwhile: the fund takes no answer any more.
            NotFound: it is not there.
            Refused: `validation_failed`.
        """
        body = _Reply(text=text, upload_ids=upload_ids)
        call = Call.of("POST", *_PATH, thread_id, "replies", body=body, key=key)
        return Thread.read(await self._keeper.send(call))

    async def write(
        self,
        subject: SubjectCode,
        text: Secret,
        upload_ids: tuple[str, ...] = (),
        *,
        file_id: str | None = None,
        key: str | None = None,
    ) -> Thread:
        """Write to the fund.

        Args:
            subject: what it is about.
            text: what is written.
            upload_ids: the files that go with it.
            file_id: the file that it is about; None for somebody without one.
            key: as for `reply`.

        Raises:
            Refused: `validation_failed`.
        """
        body = _NewMessage(subject_code=subject, text=text, upload_ids=upload_ids, file_id=file_id)
        return Thread.read(await self._keeper.send(Call.of("POST", *_PATH, body=body, key=key)))

    async def paper(self, thread_id: str, message_id: str) -> bytes:
        """Return a message of the fund as a letter, in PDF.

        Raises:
            NotFound: it is not there, or no letter.
        """
        return await self._keeper.send(Call.of("GET", *_PATH, thread_id, "papers", message_id))

    async def attachment(self, thread_id: str, attachment_id: str) -> bytes:
        """Return a file that was sent with a message.

        Raises:
            NotFound: it is not there, or not kept any more.
        """
        return await self._keeper.send(Call.of("GET", *_PATH, thread_id, "attachments", attachment_id))

    async def _act(self, thread_id: str, act: str) -> ThreadSummary:
        return ThreadSummary.read(await self._keeper.send(Call.of("POST", *_PATH, thread_id, act)))


_PATH = ("v1", "me", "messages")
