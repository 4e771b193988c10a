"""The table of alerts."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class Alert(Base):
    """Something to do, or to know, about a file."""

    __tablename__ = "alerts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    code: Mapped[str] = mapped_column(String(32))
    severity: Mapped[str] = mapped_column(String(16))
    document: Mapped[str | None] = mapped_column(String(32))
    due_on: Mapped[date | None]
    amount: Mapped[int | None]
