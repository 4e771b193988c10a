"""The tables of threads, of their messages and attachments, and of how each reader has a thread."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db.erasing import OWNED_UNLESS
from server.db.types import Base
from server.messages.rules import Sender
from server.outbox.messages import LeadKind, MessageKind


class Thread(Base):
    """Messages of one subject: of one account alone, or, without one, of a file."""

    __tablename__ = "threads"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    # With an account: the file that the person writes about. Without one the thread goes with the file.
    file_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("files.id"), index=True, info={OWNED_UNLESS: "account_id"}
    )
    # Of a file: the one member who reads it; None for all to whom its door is open.
    member_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("members.id"), index=True, info={OWNED_UNLESS: "account_id"}
    )
    kind: Mapped[MessageKind]
    subject: Mapped[str] = mapped_column(String(200))
    preview: Mapped[str] = mapped_column(String(200))
    # Of the newest message.
    at: Mapped[datetime] = mapped_column(index=True)
    reply: Mapped[bool]
    # How many letters in PDF and attachments it has.
    papers: Mapped[int] = mapped_column(default=0)
    lead_kind: Mapped[LeadKind | None]
    lead_id: Mapped[str | None] = mapped_column(String(36))


class Message(Base):
    """What the fund or a person wrote, as paragraphs of plain text."""

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("thread_id", "position"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("threads.id", ondelete="CASCADE"))
    position: Mapped[int]
    sender: Mapped[Sender]
    # Who wrote it, of the people.
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    at: Mapped[datetime]
    paragraphs: Mapped[list[str]] = mapped_column(JSON)
    # The addresses of what it links to, https alone.
    links: Mapped[list[str]] = mapped_column(JSON)
    # Its words as they are searched: without accents and capitals, with those of the subject.
    folded: Mapped[str] = mapped_column(Text, deferred=True)
    paper: Mapped[bool]
    # The letter as PDF, once it was drawn.
    drawn: Mapped[bytes | None] = mapped_column(deferred=True)

    attachments: Mapped[list["Attachment"]] = relationship(
        order_by="Attachment.position", passive_deletes=True, lazy="selectin"
    )


class Attachment(Base):
    """A file that a person sent with a message; its upload may go before it."""

    __tablename__ = "message_attachments"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    message_id: Mapped[UUID] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    upload_id: Mapped[UUID | None] = mapped_column(ForeignKey("uploads.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]


class ThreadCopy(Base):
    """A thread as one reader has it: an account has its own, a member of a file those of the file."""

    __tablename__ = "thread_copies"
    __table_args__ = (Index("ix_thread_copies_listed", "reader_id", "archived", "unread", "at", "thread_id"),)

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("threads.id", ondelete="CASCADE"), primary_key=True)
    # The id of the account, or of the member: who comes to a file later finds its letters.
    reader_id: Mapped[UUID] = mapped_column(primary_key=True)
    # As in the thread, so that an index has the order.
    at: Mapped[datetime]
    unread: Mapped[bool]
    archived: Mapped[bool]
