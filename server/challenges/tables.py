"""The tables of challenges and of the codes sent for them."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base
from server.rules.codes import Channel, Purpose


class Challenge(Base):
    """Something that waits for a code, whatever its purpose."""

    __tablename__ = "challenges"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    purpose: Mapped[Purpose]
    channel: Mapped[Channel]
    # None where nobody is to receive the code: nothing is sent, and no code is right.
    destination: Mapped[str | None] = mapped_column(String(254))
    masked_destination: Mapped[str] = mapped_column(String(254))
    # Keyed hash of the subject and the origin, by which codes are counted.
    counted: Mapped[bytes] = mapped_column(index=True)
    # Key of the budget that all askers share; None where only the person can ask.
    total: Mapped[bytes | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)


class SentCode(Base):
    """A code that was sent for a challenge, by its keyed hash; only the newest counts."""

    __tablename__ = "sent_codes"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    challenge_id: Mapped[UUID] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"), index=True)
    hash: Mapped[bytes]
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries_left: Mapped[int]
    used_at: Mapped[datetime | None]
