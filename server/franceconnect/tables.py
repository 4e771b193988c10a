"""The tables of FranceConnect: authorizations under way and tickets."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base

# From the program's request to the exchange: people need time to find a password, or to use another application.
AUTHORIZATION_LIFE = timedelta(minutes=30)


class FranceConnectAuthorization(Base):
    """A sign-in under way, from the program's request to the exchange of its one-time code."""

    __tablename__ = "franceconnect_authorizations"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    # Of the program (RFC 7636, S256).
    code_challenge: Mapped[str] = mapped_column(String(43))
    return_to: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(index=True)

    # Of the browser that opened it last.
    state_hash: Mapped[bytes | None] = mapped_column(unique=True)
    nonce_hash: Mapped[bytes | None]
    browser_hash: Mapped[bytes | None]
    # When FranceConnect answered: a second answer does not count.
    answered_at: Mapped[datetime | None]

    # The code that the program exchanges, and the vouched identity, which only the code decrypts.
    code_hash: Mapped[bytes | None] = mapped_column(unique=True)
    code_expires_at: Mapped[datetime | None]
    sealed: Mapped[bytes | None]


class TicketPurpose(StrEnum):
    """What a ticket is for."""

    IDENTITY = "identity"
    LOGOUT = "logout"


class FranceConnectTicket(Base):
    """A ticket given at the exchange, by the hash of the token that alone decrypts its content.

    It holds an identity, to link to an account or to enrol with, or a session to end at FranceConnect's.
    """

    __tablename__ = "franceconnect_tickets"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    purpose: Mapped[TicketPurpose]
    sealed: Mapped[bytes]
    expires_at: Mapped[datetime] = mapped_column(index=True)
