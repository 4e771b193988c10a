"""The tables of slots, and of the appointments that people took in them."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.contact.rules import ContactSubject, MeetingBy
from server.db.types import Base


class Slot(Base):
    """A time at which an office meets one person; it is taken where an appointment names it."""

    __tablename__ = "slots"
    __table_args__ = (UniqueConstraint("office", "way", "starts_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    # Code of the office.
    office: Mapped[str] = mapped_column(String(16))
    way: Mapped[MeetingBy]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    # Where one goes.
    place: Mapped[str | None] = mapped_column(String(300))
    # Codes of what is met about; all where it is empty.
    subjects: Mapped[list[str]]
    # When the office took it back.
    closed_at: Mapped[datetime | None]


class Appointment(Base):
    """What a person meets the fund for. Of two who take one slot at once, the database lets one."""

    __tablename__ = "appointments"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    slot_id: Mapped[UUID] = mapped_column(ForeignKey("slots.id", ondelete="CASCADE"), unique=True)
    subject: Mapped[ContactSubject]
    made_at: Mapped[datetime]
    # When the person was reminded, or needed it no more.
    reminded_at: Mapped[datetime | None]
    # When the office called it off.
    cancelled_at: Mapped[datetime | None]

    slot: Mapped[Slot] = relationship(lazy="joined", innerjoin=True)
