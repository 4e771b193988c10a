"""The tables of looking after one's access: changed contacts, unlocked devices, copies of the data, closings."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.tables import Base
from server.rules.codes import Channel


class ContactChange(Base):
    """A contact that is being replaced, until its code is given; then what it replaced, while it can be undone."""

    __tablename__ = "contact_changes"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    channel: Mapped[Channel]
    destination: Mapped[str] = mapped_column(String(254))
    # The state of the contact for which the change was asked: another one, and it is not made.
    revision: Mapped[str] = mapped_column(String(32))
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenges.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime] = mapped_column(index=True)

    # Of a change that was made.
    made_at: Mapped[datetime | None]
    replaced: Mapped[str | None] = mapped_column(String(254))
    replaced_verified: Mapped[bool] = mapped_column(default=False)
    # Keyed hash of what the old contact was sent.
    undo_hash: Mapped[bytes | None] = mapped_column(unique=True)


class DeviceKey(Base):
    """What a phone keeps behind a fingerprint or a face, by its hash: it opens sessions without the password."""

    __tablename__ = "device_keys"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    device_name: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]


class ExportState(StrEnum):
    """How far a copy of the data is."""

    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"


class Export(Base):
    """A copy of everything held on a person, for as long as it can be downloaded."""

    __tablename__ = "exports"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[ExportState]
    # Per cent.
    progress: Mapped[int]
    data: Mapped[bytes | None]
    document: Mapped[bytes | None]


class Closing(Base):
    """An account that closes, unless its holder changes their mind in time."""

    __tablename__ = "closings"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    asked_at: Mapped[datetime]
    closes_at: Mapped[datetime] = mapped_column(index=True)
