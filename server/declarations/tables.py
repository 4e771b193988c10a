"""The table of the declarations that households are asked for, quarter by quarter."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class Declaration(Base):
    """What the fund asks of a household for three months, and what was declared: the newest of a quarter counts."""

    __tablename__ = "declarations"

    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), primary_key=True)
    # The first of the three months, YYYY-MM.
    quarter: Mapped[str] = mapped_column(String(7), primary_key=True)
    due_on: Mapped[date]
    # None while nothing was declared; of a correction, when it was sent.
    declared_at: Mapped[datetime | None]
    # Each is {"member_id", "kind", "month", "amount": cents}; what somebody has not received is not there.
    incomes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
