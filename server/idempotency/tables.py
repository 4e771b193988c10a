"""Answers kept for the retries of a request."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class IdempotentAnswer(Base):
    """The answer to a request that changed something, encrypted with its idempotency key, for 24 hours."""

    __tablename__ = "idempotent_answers"

    key_hash: Mapped[bytes] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    answer: Mapped[bytes | None]
    expires_at: Mapped[datetime] = mapped_column(index=True)
