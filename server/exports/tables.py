"""Copies of a person's data."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class ExportState(StrEnum):
    """How far a copy of the data is."""

    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"


class Export(Base):
    """A copy of everything held on a person, for as long as it can be downloaded."""

    __tablename__ = "exports"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[ExportState]
    # Per cent.
    progress: Mapped[int]
    data: Mapped[bytes | None]
    document: Mapped[bytes | None]
