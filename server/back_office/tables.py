"""The tables of the clients of a fund, and of their tokens."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db.types import Base


class Client(Base):
    """A program of the fund. Its row stays when it is revoked: what it did is kept under its name."""

    __tablename__ = "back_office_clients"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    scopes: Mapped[list[str]]
    # Keyed hashes: of the secret, and of the one before while that still works.
    secret_hash: Mapped[bytes]
    former_hash: Mapped[bytes | None]
    former_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    rotated_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class ClientToken(Base):
    """A token of a client, by its keyed hash."""

    __tablename__ = "back_office_tokens"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    client_name: Mapped[str] = mapped_column(
        ForeignKey("back_office_clients.name", ondelete="CASCADE"), index=True
    )
    scopes: Mapped[list[str]]
    expires_at: Mapped[datetime] = mapped_column(index=True)

    client: Mapped[Client] = relationship(lazy="joined", innerjoin=True)  # each request needs it
