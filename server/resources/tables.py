"""The tables of resources, corrections and quotients. Money is integer cents."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base
from server.resources.rules import (
    CorrectionKind,
    CorrectionState,
    ResourceKind,
    ResourceSource,
)
from server.rules.quotients import UnavailableReason


class Resource(Base):
    """What a member of a household received over some months, and where the fund has it from."""

    __tablename__ = "resources"
    __table_args__ = (Index("ix_resources_newest", "file_id", "until_month", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"))
    # Of the member; a household may have members that the fund knows by name alone.
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[ResourceKind] = mapped_column(String(32))
    from_month: Mapped[str] = mapped_column(String(7))
    until_month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]
    source: Mapped[ResourceSource] = mapped_column(String(32))
    received_on: Mapped[date]
    # Who declared it, where somebody of the household did.
    declared_by: Mapped[str | None] = mapped_column(String(200))


class ResourceCorrection(Base):
    """What somebody says is wrong with a resource, as it stood then: the fund may send others in its place."""

    __tablename__ = "resource_corrections"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(9), unique=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    resource_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(200))
    resource_kind: Mapped[ResourceKind] = mapped_column(String(32))
    from_month: Mapped[str] = mapped_column(String(7))
    until_month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]
    kind: Mapped[CorrectionKind] = mapped_column(String(16))
    proposed_amount: Mapped[int | None]
    comment: Mapped[str | None] = mapped_column(String(1000))
    state: Mapped[CorrectionState] = mapped_column(String(16))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class Quotient(Base):
    """The quotient familial of a month, and what it was made of; without an amount, why there is none."""

    __tablename__ = "quotients"

    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    amount: Mapped[int | None]
    unavailable_reason: Mapped[UnavailableReason | None] = mapped_column(String(32))
    # The year of the incomes; each is {"name": who has it, "amount": cents}.
    year: Mapped[int | None]
    incomes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    benefits: Mapped[int]
    children: Mapped[int]
    disabled_children: Mapped[int]
