"""The tables. Money is integer cents; instants are UTC."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    select,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, mapped_column, relationship

from server.people.doors import Role
from server.people.reach import Reach
from server.rules.birth_dates import BirthDate
from server.rules.codes import Channel, Purpose
from server.sessions.rules import Scope


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. SQLite forgets time zones: they are put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC. The dialect is part of the signature that SQLAlchemy calls."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC, again. The dialect is part of the signature that SQLAlchemy calls."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class BirthDateText(TypeDecorator[BirthDate]):
    """A date of birth as it travels: no database has a date without its day."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: BirthDate | date | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To `YYYY-MM-DD`; a whole date will do. The dialect is part of the signature that SQLAlchemy calls."""
        return str(value) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> BirthDate | None:  # noqa: ARG002
        """From it. The dialect is part of the signature that SQLAlchemy calls."""
        return BirthDate.read(value) if value else None


class Base(DeclarativeBase):
    """Constraint names are fixed: migrations refer to them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        bytes: LargeBinary(),
        BirthDate: BirthDateText(),
        # Enumerations are kept as text: adding a case needs no migration.
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=32,
            values_callable=lambda cases: [case.value for case in cases],
        ),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
    }


class Fact(Base):
    """One thing the server remembers about itself (its pepper, whether its data is a demonstration)."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(255))


class Account(Base):
    """A person who can sign in."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    identifier: Mapped[str] = mapped_column(String(13), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    # The password is of the old kind (8 digits): the session may only change the connection.
    legacy: Mapped[bool]
    code_channel: Mapped[Channel | None]
    civility: Mapped[str | None] = mapped_column(String(16))
    first_names: Mapped[list[str]]
    # As FranceConnect may write it; what is typed is shorter.
    last_name: Mapped[str] = mapped_column(String(400))
    birth_date: Mapped[BirthDate]
    mail: Mapped[str | None] = mapped_column(String(254))
    mail_verified: Mapped[bool]
    phone: Mapped[str | None] = mapped_column(String(20))
    phone_verified: Mapped[bool]
    address: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    # Full unless said: accounts that the fund opened itself were never in doubt.
    reach: Mapped[Reach] = mapped_column(server_default=Reach.FULL)

    memberships: Mapped[list["Member"]] = relationship(back_populates="account", order_by="Member.position")


# No identifier that can be typed begins so: that of an account whose identity somebody else proved.
REPLACED = "-"


def is_replaced(account: Account) -> bool:
    """Whether the account was closed for good because somebody else proved to be the person."""
    return account.identifier.startswith(REPLACED)


class File(Base):
    """A family's file, its situation and its quotient familial."""

    __tablename__ = "files"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(7), unique=True)
    closed_on: Mapped[date | None]
    marital: Mapped[str] = mapped_column(String(16))
    marital_since: Mapped[date | None]
    occupation: Mapped[str | None] = mapped_column(String(32))
    children_count: Mapped[int]
    quotient_amount: Mapped[int | None]
    quotient_month: Mapped[str | None] = mapped_column(String(7))
    account_masked: Mapped[str] = mapped_column(String(16))

    members: Mapped[list["Member"]] = relationship(back_populates="file", order_by="Member.position")


class Member(Base):
    """The place of a person in a file; not every member has an account."""

    __tablename__ = "members"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[Role]
    # Of a conjoint: whether the responsable gave procuration.
    authorised: Mapped[bool]
    name: Mapped[str] = mapped_column(String(200))
    # The order in which a person's files are shown.
    position: Mapped[int]
    # What the fund knows of who this is, by which the person's account is recognised: keyed hashes of the NIR and of
    # the civil status, the date of birth (YYYY-MM-DD), and the contacts that were given to the fund.
    nir_hash: Mapped[bytes | None] = mapped_column(index=True)
    fingerprint: Mapped[bytes | None] = mapped_column(index=True)
    birth_date: Mapped[str | None] = mapped_column(String(10))
    known_mail: Mapped[str | None] = mapped_column(String(254))
    known_phone: Mapped[str | None] = mapped_column(String(20))

    file: Mapped[File] = relationship(back_populates="members")
    account: Mapped[Account | None] = relationship(back_populates="memberships")


class Payment(Base):
    """Money sent on one day: what was due, less what was taken back."""

    __tablename__ = "payments"
    __table_args__ = (Index("ix_payments_newest", "file_id", "paid_on", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"))
    paid_on: Mapped[date]
    month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]

    file: Mapped[File] = relationship()
    lines: Mapped[list["PaymentLine"]] = relationship(order_by="PaymentLine.position")
    recoveries: Mapped[list["Recovery"]] = relationship(order_by="Recovery.position")


class PaymentLine(Base):
    """One benefit of one month in a payment."""

    __tablename__ = "payment_lines"

    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payments.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    benefit: Mapped[str] = mapped_column(String(32))
    month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))


class Recovery(Base):
    """A part of an overpayment taken back from a payment; amounts are positive."""

    __tablename__ = "recoveries"

    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payments.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    benefit: Mapped[str] = mapped_column(String(32))
    month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]
    reason: Mapped[str] = mapped_column(String(32))
    remaining: Mapped[int]


class Entitlement(Base):
    """A benefit to which a file has a right, month after month."""

    __tablename__ = "entitlements"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    benefit: Mapped[str] = mapped_column(String(32))
    amount: Mapped[int]
    since: Mapped[date]
    until: Mapped[date | None]


class Alert(Base):
    """Something that somebody must do, or should know, about a file."""

    __tablename__ = "alerts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    code: Mapped[str] = mapped_column(String(32))
    severity: Mapped[str] = mapped_column(String(16))
    document: Mapped[str | None] = mapped_column(String(32))
    due_on: Mapped[date | None]
    amount: Mapped[int | None]


class SignedSession(Base):
    """A session: the family of all tokens that descend from one sign-in."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    scope: Mapped[Scope]
    device_name: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    ended_for: Mapped[str | None] = mapped_column(String(32))
    # What opened it, or was made in it: both are of one device, and go together.
    device_key_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("device_keys.id", ondelete="SET NULL"), index=True
    )
    # Of the account as it is now, not as it was when the session was opened.
    reach: Mapped[Reach] = column_property(
        select(Account.reach).where(Account.id == account_id).scalar_subquery()
    )


class AccessToken(Base):
    """An access token, by its hash."""

    __tablename__ = "access_tokens"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    session: Mapped[SignedSession] = relationship(lazy="joined", innerjoin=True)  # what each request asks for


class RefreshToken(Base):
    """A refresh token, by its hash; it is used once, and a second use is a theft."""

    __tablename__ = "refresh_tokens"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    used_at: Mapped[datetime | None]

    session: Mapped[SignedSession] = relationship()


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


class PendingSignIn(Base):
    """A sign-in that waits for its challenge."""

    __tablename__ = "pending_sign_ins"

    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    device_name: Mapped[str | None] = mapped_column(String(100))
    # What makes this address known to the account once the code is given.
    origin: Mapped[bytes]

    account: Mapped[Account] = relationship()


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


class KnownOrigin(Base):
    """An address from which an account signed in, or a contact was proved, as a keyed hash of both."""

    __tablename__ = "known_origins"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    # Whose it is: another account of the same identifier does not inherit it. None for a contact, and in older data.
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    last_seen_at: Mapped[datetime] = mapped_column(index=True)


class Replay(Base):
    """The answer to a request that changed something, encrypted with its idempotency key, for 24 hours."""

    __tablename__ = "replays"

    key_hash: Mapped[bytes] = mapped_column(primary_key=True)
    fingerprint: Mapped[bytes]
    answer: Mapped[bytes | None]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class OutboxMessage(Base):
    """A message that a demonstration shows instead of sending it."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    channel: Mapped[Channel]
    to: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(String(2000))
    code: Mapped[str | None] = mapped_column(String(6))
    sent_at: Mapped[datetime]


class Fault(Base):
    """A failure that a demonstration was asked to show."""

    __tablename__ = "demo_faults"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    path: Mapped[str] = mapped_column(String(200))
    status: Mapped[int | None]
    latency_ms: Mapped[int]
    times_left: Mapped[int]
