"""Messages, for the person: listed, read, answered, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from sqlalchemy import exists, func, literal, select, tuple_, union_all, update

from server.clock import Clock
from server.dispatches.service import Dispatches
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND
from server.http.problems import Problem, invalid
from server.messages import safe_text
from server.messages.access import readers
from server.messages.rules import DISPATCH_KIND, MOST_COUNTED, SHOWN_AT_ONCE, Box, MessageSubject, Sender
from server.messages.tables import Attachment, Message, Thread, ThreadCopy
from server.messages.text import SUBJECTS
from server.messages.writing import append, beginning
from server.outbox.messages import MessageKind
from server.people.tables import Member
from text_rules.folding import folded_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import Self
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session as Transaction

    from server.services import Services
    from server.sessions.service import Signed


class AttachedFile(NamedTuple):
    """A file that a person sent: its name, its size in bytes, its media type, where it is kept."""

    name: str
    size: int
    media_type: str
    path: Path


class AttachableFiles(Protocol):
    """The files that people sent, as messages need them."""

    def has_arrived(self, transaction: Transaction, account_id: UUID, upload_id: UUID) -> bool:
        """Return whether a person has sent that file, whole, and the fund did not refuse it."""

    def file(self, transaction: Transaction, upload_id: UUID) -> tuple[str, int, str, Path]:
        """Return the name, size, media type and path of a file that has arrived.

        Raises:
            Problem: `not_found`.
        """


class Place(NamedTuple):
    """Where a page of the list ended."""

    unread: bool
    at: datetime
    thread_id: UUID


class Listed(NamedTuple):
    """A thread as the person who asks has it."""

    thread: Thread
    unread: bool
    archived: bool

    @property
    def place(self) -> Place:
        """Its place in the list."""
        return Place(self.unread, self.thread.at, self.thread.id)


class Messages:
    """The service of messages, for people."""

    def __init__(self, clock: Clock, files: AttachableFiles, dispatches: Dispatches) -> None:
        self._clock = clock
        self._dispatches = dispatches
        self._files = files

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Clock], services[AttachableFiles], services[Dispatches])

    def page(
        self,
        transaction: Transaction,
        person: Signed,
        *,
        box: Box,
        words: str,
        after: Place | None,
        limit: int,
    ) -> list[Listed]:
        """Return the threads of a person, unread ones first, then the newest.

        Each reader's are taken in the order of an index, so that ten thousand cost as much as ten.

        Args:
            transaction: where they are read.
            person: who asks.
            box: which of them.
            words: what they say; empty for all.
            after: where the page before ended.
            limit: how many at most.
        """
        wanted: list[ColumnElement[bool]] = [ThreadCopy.archived.is_(box is Box.ARCHIVED)]
        if box is Box.UNREAD:
            wanted.append(ThreadCopy.unread.is_(True))
        looked_for = folded_words(words).split()
        if words and not looked_for:
            return []  # signs alone, which nothing says
        wanted += map(_says, looked_for)
        order = (ThreadCopy.unread, ThreadCopy.at, ThreadCopy.thread_id)
        if after is not None:
            ended = (literal(value, column.type) for value, column in zip(after, order, strict=True))
            wanted.append(tuple_(*order) < tuple_(*ended))
        newest = [column.desc() for column in order]
        each = [
            select(ThreadCopy.thread_id, ThreadCopy.unread, ThreadCopy.at, ThreadCopy.archived)
            .where(ThreadCopy.reader_id == reader, *wanted)
            .order_by(*newest)
            .limit(limit)
            .subquery()
            for reader in readers(transaction, person)
        ]
        copies = union_all(*(select(one) for one in each)).subquery()
        query = (
            select(Thread, copies.c.unread, copies.c.archived)
            .join(copies, copies.c.thread_id == Thread.id)
            .order_by(copies.c.unread.desc(), copies.c.at.desc(), copies.c.thread_id.desc())
            .limit(limit)
        )
        return [Listed(*found) for found in transaction.execute(query)]

    def unread(self, transaction: Transaction, person: Signed) -> int:
        """Return how many threads a person has not read, counted up to `MOST_COUNTED`."""
        some = (
            select(ThreadCopy.thread_id)
            .where(
                ThreadCopy.reader_id.in_(readers(transaction, person)),
                ThreadCopy.archived.is_(False),
                ThreadCopy.unread.is_(True),
            )
            .limit(MOST_COUNTED)
        )
        return transaction.scalar(select(func.count()).select_from(some.subquery())) or 0

    def find(
        self, transaction: Transaction, person: Signed, thread_id: UUID, *, locked: bool = False
    ) -> Listed:
        """Return a thread.

        Raises:
            Problem: `not_found`, also for what others read.
        """
        query = (
            select(Thread, ThreadCopy.unread, ThreadCopy.archived)
            .join(ThreadCopy, ThreadCopy.thread_id == Thread.id)
            .where(Thread.id == thread_id, ThreadCopy.reader_id.in_(readers(transaction, person)))
        )
        found = transaction.execute(query.with_for_update(of=Thread) if locked else query).first()
        if found is None:
            raise Problem(NOT_FOUND)
        return Listed(*found)

    def said(self, transaction: Transaction, thread_id: UUID, before: int | None) -> Sequence[Message]:
        """Return the newest messages of a thread, the oldest of them first, and one more where there are older ones.

        Args:
            transaction: where they are read.
            thread_id: which thread, that the person may read.
            before: the place of the oldest that is known.
        """
        query = select(Message).where(Message.thread_id == thread_id)
        if before is not None:
            query = query.where(Message.position < before)
        newest = query.order_by(Message.position.desc()).limit(SHOWN_AT_ONCE + 1)
        return transaction.scalars(newest).all()[::-1]

    def mark(
        self,
        transaction: Transaction,
        person: Signed,
        thread_id: UUID,
        *,
        archived: bool | None = None,
    ) -> Listed:
        """Note that a thread was read, and where it is kept from now on unless that stays.

        Raises:
            Problem: `not_found`.
        """
        values = {"unread": False} | ({"archived": archived} if archived is not None else {})
        self.find(transaction, person, thread_id)
        transaction.execute(
            update(ThreadCopy)
            .where(ThreadCopy.thread_id == thread_id, ThreadCopy.reader_id.in_(readers(transaction, person)))
            .values(values)
        )
        return self.find(transaction, person, thread_id)

    def reply(
        self, transaction: Transaction, person: Signed, thread_id: UUID, text: str, uploads: Sequence[UUID]
    ) -> Listed:
        """Write in a thread.

        Raises:
            Problem: `not_found`; `changed_meanwhile` where the fund takes no answer; `validation_failed` for files that
                the person did not send.
        """
        thread = self.find(transaction, person, thread_id, locked=True).thread
        if not thread.reply:
            raise Problem(CHANGED_MEANWHILE)
        now = self._clock.now()
        safe = safe_text.of_plain(text)
        message = append(transaction, thread, safe, Sender.PERSON, now, account_id=person.account_id)
        self._hand_over(transaction, person, thread, message, uploads)
        thread.at = now
        if thread.account_id is not None:
            thread.preview = beginning(safe)
        mine = readers(transaction, person)
        others = ThreadCopy.reader_id.not_in(mine)
        of_thread = update(ThreadCopy).where(ThreadCopy.thread_id == thread_id)
        transaction.execute(of_thread.where(others).values(at=now, unread=True, archived=False))
        transaction.execute(of_thread.where(~others).values(at=now, unread=False, archived=False))
        return self.find(transaction, person, thread_id)

    def begin(
        self,
        transaction: Transaction,
        person: Signed,
        subject: MessageSubject,
        text: str,
        uploads: Sequence[UUID],
        *,
        file_id: UUID | None,
    ) -> Listed:
        """Write to the fund. What a person writes is theirs alone, also where it is about a file.

        Raises:
            Problem: `not_found` for a file of others; `validation_failed` for files that the person did not send.
        """
        if file_id is not None and not transaction.scalar(
            select(exists().where(Member.account_id == person.account_id, Member.file_id == file_id))
        ):
            raise Problem(NOT_FOUND)
        now = self._clock.now()
        safe = safe_text.of_plain(text)
        thread = Thread(
            account_id=person.account_id,
            file_id=file_id,
            kind=MessageKind.QUESTION,
            subject=SUBJECTS[subject],
            preview=beginning(safe),
            at=now,
            reply=True,
            papers=0,
        )
        transaction.add(thread)
        transaction.flush()
        message = append(transaction, thread, safe, Sender.PERSON, now, account_id=person.account_id)
        self._hand_over(transaction, person, thread, message, uploads)
        transaction.add(
            ThreadCopy(thread_id=thread.id, reader_id=person.account_id, at=now, unread=False, archived=False)
        )
        transaction.flush()
        return Listed(thread, unread=False, archived=False)

    def letter(self, transaction: Transaction, person: Signed, thread_id: UUID, message_id: UUID) -> Message:
        """Return a message that can be had as a letter.

        Raises:
            Problem: `not_found`.
        """
        thread = self.find(transaction, person, thread_id).thread
        message = transaction.get(Message, message_id)
        if message is None or message.thread_id != thread.id or not message.paper:
            raise Problem(NOT_FOUND)
        return message

    def attachment(
        self, transaction: Transaction, person: Signed, thread_id: UUID, attachment_id: UUID
    ) -> AttachedFile:
        """Return a file of a message.

        Raises:
            Problem: `not_found`, also for one that is not kept any more.
        """
        thread = self.find(transaction, person, thread_id).thread
        query = (
            select(Attachment)
            .join(Message, Message.id == Attachment.message_id)
            .where(Attachment.id == attachment_id, Message.thread_id == thread.id)
        )
        found = transaction.scalar(query)
        if found is None or found.upload_id is None:
            raise Problem(NOT_FOUND)
        return AttachedFile(*self._files.file(transaction, found.upload_id))

    def _hand_over(
        self,
        transaction: Transaction,
        person: Signed,
        thread: Thread,
        message: Message,
        uploads: Sequence[UUID],
    ) -> None:
        """Attach files to a message, and hand both over to the fund."""
        wrong = [
            (f"upload_ids.{place}", "unknown")
            for place, upload in enumerate(uploads)
            if not self._files.has_arrived(transaction, person.account_id, upload)
        ]
        if wrong:
            raise invalid(*wrong)
        for place, upload in enumerate(dict.fromkeys(uploads)):
            name, size, _, _ = self._files.file(transaction, upload)
            message.attachments.append(Attachment(position=place, upload_id=upload, name=name, size=size))
            thread.papers += 1
        transaction.flush()
        self._dispatches.write(
            transaction,
            DISPATCH_KIND,
            "sent",
            message.id,
            account_id=person.account_id,
            file_id=thread.file_id,
        )


def sent_with_messages(transaction: Transaction, upload_ids: Iterable[UUID]) -> set[UUID]:
    """Return those of these uploads that a message was sent with."""
    query = select(Attachment.upload_id).where(Attachment.upload_id.in_(upload_ids))
    return {each for each in transaction.scalars(query) if each is not None}


def _says(word: str) -> ColumnElement[bool]:
    """Return the condition of a thread one of whose messages has that word, or one that holds it."""
    return exists().where(Message.thread_id == ThreadCopy.thread_id, Message.folded.contains(word))
