"""The tables of messages that wait to leave, and of those that a demonstration shows."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base
from server.rules.codes import Channel


class OutboxMessage(Base):
    """A message that a demonstration shows instead of sending it."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    channel: Mapped[Channel]
    to: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(String(6))
    sent_at: Mapped[datetime]


class WaitingMessage(Base):
    """A message that is not sent yet, or was given up; it is erased as it is sent."""

    __tablename__ = "waiting_messages"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    channel: Mapped[Channel]
    # What it is about: a newer message about the same takes its place.
    about: Mapped[UUID | None] = mapped_column(index=True)
    # Recipient, text and code, sealed with the key of the database for this row.
    sealed: Mapped[bytes]
    posted_at: Mapped[datetime] = mapped_column(index=True)
    # When it is tried next, or whoever sends it now has lost it; None for a dead letter.
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    # When it is not worth sending any more.
    expires_at: Mapped[datetime | None]
    tries: Mapped[int]
    # Why it could not leave the last time, for an operator.
    failure: Mapped[str | None] = mapped_column(String(100))
