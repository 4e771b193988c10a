"""Accounts whose closing was asked for."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class Closing(Base):
    """An account that closes, unless its holder changes their mind in time."""

    __tablename__ = "closings"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    asked_at: Mapped[datetime]
    closes_at: Mapped[datetime] = mapped_column(index=True)
