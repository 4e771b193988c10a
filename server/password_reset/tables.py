"""The table of password resets."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class PasswordReset(Base):
    """A reset under way. For an identifier without an account the steps are the same, and lead nowhere."""

    __tablename__ = "password_resets"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    # Keyed hash of the identifier, by which codes are counted, with or without an account.
    subject: Mapped[bytes]
    # Keyed hash of the address where it was begun; None in older data.
    origin: Mapped[bytes | None]
    # Masked destinations by channel, as they were offered to the person.
    offered: Mapped[dict[str, Any]]
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenges.id", ondelete="SET NULL"))
    verified: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(index=True)
