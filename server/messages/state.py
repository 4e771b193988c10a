"""Messages as their client sees and writes them."""

from datetime import date, datetime, timedelta
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.http.text_fields import TypedLines
from server.messages.rules import (
    ANSWER_DAYS,
    MOST_ATTACHMENTS,
    SHOWN_AT_ONCE,
    TEXT_MAX,
    MessageSubject,
    Sender,
)
from server.messages.safe_text import host_of
from server.messages.service import Listed, Messages
from server.messages.tables import Message as StoredMessage
from server.messages.tables import Thread as StoredThread
from server.outbox.messages import LeadKind, MessageKind

Text = Annotated[TypedLines, Field(min_length=1, max_length=TEXT_MAX)]
UploadIds = Annotated[list[UUID], Field(max_length=MOST_ATTACHMENTS)]


class Lead(BaseModel):
    """What else a thread leads to: its kind, and its id or the code of a document."""

    kind: LeadKind
    id: str | None


class ThreadSummary(BaseModel):
    """A thread in a list, as its reader has it.

    `shared` tells that others who may read the letters of the file have it too; `papers` counts PDFs and attachments.
    """

    thread_id: UUID
    kind: MessageKind
    subject: str
    preview: str
    at: datetime
    unread: bool
    archived: bool
    reply: bool
    shared: bool
    papers: int
    leads: Lead | None

    @classmethod
    def of(cls, listed: Listed) -> Self:
        """Return a thread as its reader sees it."""
        return cls(**_summary(listed.thread, listed))


class ThreadPage(BaseModel):
    """Threads, unread ones first, then the newest; `next_cursor` leads on. `unread` is counted up to 100."""

    items: list[ThreadSummary]
    next_cursor: str | None
    unread: int


class UnreadCount(BaseModel):
    """How many threads are unread, counted up to 100."""

    unread: int


class MessageAttachment(BaseModel):
    """A file that was sent with a message; it can be fetched while it is `kept`."""

    attachment_id: UUID
    name: str
    size: int
    kept: bool


class MessageLink(BaseModel):
    """An address that a message links to, by https, and its host: people are shown where they are led."""

    host: str
    address: str


class ThreadMessage(BaseModel):
    """What was written, as paragraphs of plain text; `mine` tells what the person who asks wrote."""

    message_id: UUID
    sender: Sender
    mine: bool
    at: datetime
    paragraphs: list[str]
    links: list[MessageLink]
    attachments: list[MessageAttachment]
    paper: bool


class Thread(ThreadSummary):
    """A thread with its newest messages, the oldest of them first.

    `before` asks for older ones; `answer_by` is the day by which the fund answers, where it is its turn.
    """

    messages: list[ThreadMessage]
    before: int | None
    answer_by: date | None


class Reply(BaseModel):
    """What a person writes in a thread, with files that they sent."""

    text: Text
    upload_ids: UploadIds = []


class NewMessage(Reply):
    """What a person writes to the fund, of a subject, and about which of their files."""

    subject_code: MessageSubject
    file_id: UUID | None = None


def _summary(thread: StoredThread, listed: Listed) -> dict[str, object]:
    return {
        "thread_id": thread.id,
        "kind": thread.kind,
        "subject": thread.subject,
        "preview": thread.preview,
        "at": thread.at,
        "unread": listed.unread,
        "archived": listed.archived,
        "reply": thread.reply,
        "shared": thread.account_id is None and thread.member_id is None,
        "papers": thread.papers,
        "leads": Lead(kind=thread.lead_kind, id=thread.lead_id) if thread.lead_kind else None,
    }


def thread_state(
    transaction: Transaction,
    messages: Messages,
    listed: Listed,
    account_id: UUID,
    before: int | None = None,
) -> Thread:
    """Return a thread with its newest messages, or those before one, for who asks."""
    found = messages.said(transaction, listed.thread.id, before)
    shown = found[-SHOWN_AT_ONCE:]
    last = shown[-1] if shown and before is None else None
    waits = last is not None and last.sender is Sender.PERSON
    return Thread(
        **_summary(listed.thread, listed),
        messages=[_message(each, account_id) for each in shown],
        before=shown[0].position if len(found) > SHOWN_AT_ONCE else None,
        answer_by=(last.at + timedelta(days=ANSWER_DAYS)).date() if last is not None and waits else None,
    )


def _message(message: StoredMessage, account_id: UUID) -> ThreadMessage:
    return ThreadMessage(
        message_id=message.id,
        sender=message.sender,
        mine=message.account_id == account_id,
        at=message.at,
        paragraphs=message.paragraphs,
        links=[MessageLink(host=host_of(each), address=each) for each in message.links],
        attachments=[
            MessageAttachment(
                attachment_id=each.id, name=each.name, size=each.size, kept=each.upload_id is not None
            )
            for each in message.attachments
        ],
        paper=message.paper,
    )
