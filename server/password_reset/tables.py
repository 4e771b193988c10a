"""Forgotten passwords."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class PasswordReset(Base):
    """Somebody who forgot a password, or says so; without an account the steps are the same, in vain."""

    __tablename__ = "password_resets"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    # Keyed hash of the identifier: codes are counted by it, with or without an account.
    subject: Mapped[bytes]
    # What the address is known by from which it was begun; none before there was any.
    origin: Mapped[bytes | None]
    # Masked destinations by channel, as they were offered.
    offered: Mapped[dict[str, Any]]
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenges.id", ondelete="SET NULL"))
    verified: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(index=True)
