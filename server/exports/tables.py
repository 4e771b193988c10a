"""The table of exports."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class ExportState(StrEnum):
    """The state of an export."""

    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"


class Export(Base):
    """A copy of all data about a person, kept as long as it can be downloaded."""

    __tablename__ = "exports"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[ExportState]
    # Per cent.
    progress: Mapped[int]
    data: Mapped[bytes | None]
    document: Mapped[bytes | None]
