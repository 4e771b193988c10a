"""What waits for a code, and the codes that were sent."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base
from server.rules.codes import Channel, Purpose


class Challenge(Base):
    """Something that waits for a code, whatever it is."""

    __tablename__ = "challenges"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    purpose: Mapped[Purpose]
    channel: Mapped[Channel]
    # None where nobody is there to receive: nothing leaves, and no code is right.
    destination: Mapped[str | None] = mapped_column(String(254))
    masked_destination: Mapped[str] = mapped_column(String(254))
    # Codes are counted by it: a keyed hash of what is asked for, and of where from.
    counted: Mapped[bytes] = mapped_column(index=True)
    # What bounds the codes of all who ask for the same; None where only the person can.
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
