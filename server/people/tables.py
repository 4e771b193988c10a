"""The tables of accounts, files, members and closings."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db.types import Base
from server.people.doors import Role
from server.people.reach import Reach
from server.rules.birth_dates import BirthDate
from server.rules.codes import Channel


class Account(Base):
    """A person who can sign in."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    identifier: Mapped[str] = mapped_column(String(13), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    # The password is of the old kind (8 digits): sessions are for the migration only.
    legacy: Mapped[bool]
    code_channel: Mapped[Channel | None]
    civility: Mapped[str | None] = mapped_column(String(16))
    first_names: Mapped[list[str]]
    # Long enough for what FranceConnect may transmit; a typed name is shorter.
    last_name: Mapped[str] = mapped_column(String(400))
    birth_date: Mapped[BirthDate]
    mail: Mapped[str | None] = mapped_column(String(254))
    mail_verified: Mapped[bool]
    phone: Mapped[str | None] = mapped_column(String(20))
    phone_verified: Mapped[bool]
    address: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    # Full by default: the identity behind accounts that the fund opened itself was never in doubt.
    reach: Mapped[Reach] = mapped_column(server_default=Reach.FULL)

    memberships: Mapped[list["Member"]] = relationship(back_populates="account", order_by="Member.position")


# The first character of a replaced account's identifier; no identifier that can be typed has it.
REPLACED = "-"


def is_replaced(account: Account) -> bool:
    """Return whether the account was closed because somebody else proved to be the person."""
    return account.identifier.startswith(REPLACED)


class File(Base):
    """A family's file and its situation."""

    __tablename__ = "files"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(7), unique=True)
    closed_on: Mapped[date | None]
    marital: Mapped[str] = mapped_column(String(16))
    marital_since: Mapped[date | None]
    occupation: Mapped[str | None] = mapped_column(String(32))
    children_count: Mapped[int]
    account_masked: Mapped[str] = mapped_column(String(16))

    members: Mapped[list["Member"]] = relationship(back_populates="file", order_by="Member.position")


class Member(Base):
    """The place of a person in a file; not every member has an account."""

    __tablename__ = "members"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[Role]
    # For a conjoint: whether the responsable gave the procuration.
    authorised: Mapped[bool]
    name: Mapped[str] = mapped_column(String(200))
    # Order of the person's files.
    position: Mapped[int]
    # What the fund knows of the member, by which an account is recognised as theirs: keyed hashes of the NIR and of the
    # civil status, the date of birth (YYYY-MM-DD), and the contacts given to the fund.
    nir_hash: Mapped[bytes | None] = mapped_column(index=True)
    fingerprint: Mapped[bytes | None] = mapped_column(index=True)
    birth_date: Mapped[str | None] = mapped_column(String(10))
    known_mail: Mapped[str | None] = mapped_column(String(254))
    known_phone: Mapped[str | None] = mapped_column(String(20))

    file: Mapped[File] = relationship(back_populates="members")
    account: Mapped[Account | None] = relationship(back_populates="memberships")


class Closing(Base):
    """An account that will close, unless its holder changes their mind in time."""

    __tablename__ = "closings"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    asked_at: Mapped[datetime]
    closes_at: Mapped[datetime] = mapped_column(index=True)
