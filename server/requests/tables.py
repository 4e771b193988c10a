"""The tables of requests, of what happened to each, and of the documents that each waits for."""

from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from questionnaires.definition import Definition
from questionnaires.parsing import parse
from server.db.types import Base
from server.people.doors import Door
from server.requests.rules import EventKind, RequestKind, RequestState


class Request(Base):
    """What a person asks of the fund or declares to it. A newcomer's has no file until the fund accepts it.

    Attributes:
        form: its definition, parsed once for as long as the row is in hand.
    """

    __tablename__ = "requests"
    __table_args__ = (Index("ix_requests_newest", "account_id", "updated_at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    # Seven digits.
    reference: Mapped[str] = mapped_column(String(7), unique=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.id"), index=True)
    questionnaire: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[RequestKind]
    benefit: Mapped[str | None] = mapped_column(String(32))
    door: Mapped[Door]
    # Of a declaration: the first of its months, YYYY-MM.
    period: Mapped[str | None] = mapped_column(String(7))
    # As it was when the draft was begun: what is published later does not change what is being filled in.
    definition: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    # The questions whose answers the fund knew.
    prefilled: Mapped[list[str]]
    # Where the person left off.
    page: Mapped[str | None] = mapped_column(String(64))
    revision: Mapped[int]
    state: Mapped[RequestState] = mapped_column(index=True)
    opened_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    # The day by which whoever has to move next should have.
    due_on: Mapped[date | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(1000))
    appeal_until: Mapped[date | None]
    receipt: Mapped[bytes | None] = mapped_column(deferred=True)

    events: Mapped[list["RequestEvent"]] = relationship(
        order_by="RequestEvent.position", passive_deletes=True
    )
    documents: Mapped[list["RequestDocument"]] = relationship(
        order_by="RequestDocument.position", passive_deletes=True
    )

    @cached_property
    def form(self) -> Definition:  # noqa: D102 - said above
        return parse(self.definition)


class RequestEvent(Base):
    """One thing that happened to a request."""

    __tablename__ = "request_events"

    request_id: Mapped[UUID] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[EventKind]
    at: Mapped[datetime]
    document: Mapped[str | None] = mapped_column(String(32))
    label: Mapped[str | None] = mapped_column(String(200))
    until: Mapped[date | None]
    # The fund's words, or the person's in an appeal.
    text: Mapped[str | None] = mapped_column(String(2000))


class RequestAnswer(Base):
    """An answer of the fund, by its own key: it is given once, however often it comes."""

    __tablename__ = "request_answers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    # Not, where it came too late: after a withdrawal, say.
    applied: Mapped[bool]


class RequestDocument(Base):
    """A document of a request: one that the fund waits for, or that was sent."""

    __tablename__ = "request_documents"

    request_id: Mapped[UUID] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(String(32))
    label: Mapped[str] = mapped_column(String(200))
    until: Mapped[date | None]
    # Ids of what was sent, and when; none while it is missing.
    uploads: Mapped[list[str]]
    sent_at: Mapped[datetime | None]
