"""The tables of sessions, their tokens, and the keys of devices."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from server.db.types import Base
from server.people.reach import Reach
from server.people.tables import Account
from server.sessions.rules import Scope


class SignedSession(Base):
    """A session: the family of all tokens that come from one sign-in."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    scope: Mapped[Scope]
    device_name: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    ended_for: Mapped[str | None] = mapped_column(String(32))
    # The device key that opened it, or was made in it: the two belong to one device, and end together.
    device_key_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("device_keys.id", ondelete="SET NULL"), index=True
    )
    # The reach of the account now, not when the session was opened.
    reach: Mapped[Reach] = column_property(
        select(Account.reach).where(Account.id == account_id).scalar_subquery()
    )


class AccessToken(Base):
    """An access token, by its hash."""

    __tablename__ = "access_tokens"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    session: Mapped[SignedSession] = relationship(lazy="joined", innerjoin=True)  # each request needs it


class RefreshToken(Base):
    """A refresh token, by its hash. It works once: a second use shows a theft."""

    __tablename__ = "refresh_tokens"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    used_at: Mapped[datetime | None]

    session: Mapped[SignedSession] = relationship()


class DeviceKey(Base):
    """A key that a phone guards by fingerprint or face, by its hash: it opens sessions without the password."""

    __tablename__ = "device_keys"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    device_name: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
