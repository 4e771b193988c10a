"""The tables of getting in: drafts of accounts, their scans, identities, forgotten passwords."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db.tables import Base
from server.rules.birth_dates import BirthDate
from server.rules.civil_status import Civility, PlaceKind
from server.rules.codes import Channel
from server.rules.documents import DocumentKind, Verdict


class Enrolment(Base):
    """The draft of an account, by the hash of its token. Once done, only its answer is left."""

    __tablename__ = "enrolments"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    benefit: Mapped[str | None] = mapped_column(String(32))
    # Of the last step: the draft's life is counted from it.
    touched_at: Mapped[datetime] = mapped_column(index=True)

    nir: Mapped[str | None] = mapped_column(String(13))
    civility: Mapped[Civility | None]
    birth_name: Mapped[str | None] = mapped_column(String(400))
    used_name: Mapped[str | None] = mapped_column(String(100))
    first_names: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    birth_date: Mapped[BirthDate | None]
    birth_place_kind: Mapped[PlaceKind | None]
    birth_place_code: Mapped[str | None] = mapped_column(String(5))
    birth_place_label: Mapped[str | None] = mapped_column(String(200))

    document_kind: Mapped[DocumentKind | None]
    document_number: Mapped[str | None] = mapped_column(String(12))
    verdict: Mapped[Verdict | None]
    # The person went on from the identity step.
    identity_settled: Mapped[bool] = mapped_column(default=False)

    channel: Mapped[Channel | None]
    destination: Mapped[str | None] = mapped_column(String(254), index=True)
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenges.id", ondelete="SET NULL"))
    contact_verified: Mapped[bool] = mapped_column(default=False)

    password_hash: Mapped[str | None] = mapped_column(String(255))
    # The identity that FranceConnect vouched for, and whose it is: a keyed hash.
    vouched: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    vouched_subject: Mapped[bytes | None]
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    scans: Mapped[list["Scan"]] = relationship(order_by="Scan.position", passive_deletes="all")


class Scan(Base):
    """A scanned document: its bytes are a file of that id. Of a draft first, of the account made of it then."""

    __tablename__ = "scans"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    enrolment_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("enrolments.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    position: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    media_type: Mapped[str | None] = mapped_column(String(32))


class Identity(Base):
    """Who the holder of an account said to be when it was created, and what was found of it."""

    __tablename__ = "identities"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    # Keyed hash of the civil status: who has no NIR is known again by it.
    fingerprint: Mapped[bytes] = mapped_column(index=True)
    birth_name: Mapped[str] = mapped_column(String(400))
    used_name: Mapped[str | None] = mapped_column(String(100))
    birth_place_kind: Mapped[PlaceKind]
    birth_place_code: Mapped[str] = mapped_column(String(5))
    document_kind: Mapped[DocumentKind]
    document_number: Mapped[str | None] = mapped_column(String(12))
    verdict: Mapped[Verdict]
    # What the account was created for, and when; unknown of older ones.
    benefit: Mapped[str | None] = mapped_column(String(32))
    opened_at: Mapped[datetime | None]
    # Of a document that is still to be checked: when the checker is asked again, and how often it was.
    check_at: Mapped[datetime | None] = mapped_column(index=True)
    checks: Mapped[int] = mapped_column(server_default="0")

    scans: Mapped[list["Scan"]] = relationship(
        primaryjoin="Identity.account_id == foreign(Scan.account_id)", order_by="Scan.position", viewonly=True
    )


class IdentityTrace(Base):
    """By what a holder is found although one thing may differ: keyed hashes of a name with a year, or a day."""

    __tablename__ = "identity_traces"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    trace: Mapped[bytes] = mapped_column(primary_key=True, index=True)


class RegisteredDocument(Base):
    """An identity document of the reference register."""

    __tablename__ = "registered_documents"

    kind: Mapped[DocumentKind] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(12), primary_key=True)
    birth_name: Mapped[str] = mapped_column(String(100))
    first_name: Mapped[str] = mapped_column(String(100))
    birth_date: Mapped[BirthDate]
    expires_on: Mapped[date]


class PasswordReset(Base):
    """Somebody who forgot a password, or says so; without an account the steps are the same, in vain."""

    __tablename__ = "password_resets"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    # Keyed hash of the identifier: codes are counted by it, with or without an account.
    subject: Mapped[bytes]
    # What the address is known by from which it was begun; none before there was any.
    origin: Mapped[bytes | None]
    # Masked destinations by channel, as they were offered.
    offered: Mapped[dict[str, Any]]
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenges.id", ondelete="SET NULL"))
    verified: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(index=True)


class SentPassword(Base):
    """A password of 8 digits that was sent to an old account, by what it is drawn from.

    Without an account it was sent to nobody, and opens nothing.
    """

    __tablename__ = "sent_passwords"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    # Keyed hash of the identifier that it was asked for.
    subject: Mapped[bytes] = mapped_column(index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    seed: Mapped[bytes]
    drawn_at: Mapped[datetime] = mapped_column(index=True)
    # Once it opened the account, whose own password it then is.
    used_at: Mapped[datetime | None]
