"""The tables of identities, their traces, the reference register and links to FranceConnect."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db.types import Base
from server.rules.birth_dates import BirthDate
from server.rules.civil_status import PlaceKind
from server.rules.documents import DocumentKind, Verdict
from server.scans.tables import Scan  # noqa: TC001 - SQLAlchemy reads the annotation


class Identity(Base):
    """The identity that the holder gave when the account was created, and the verdict on its document."""

    __tablename__ = "identities"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    # Keyed hash of the civil status, which identifies a person without a NIR.
    fingerprint: Mapped[bytes] = mapped_column(index=True)
    birth_name: Mapped[str] = mapped_column(String(400))
    used_name: Mapped[str | None] = mapped_column(String(100))
    birth_place_kind: Mapped[PlaceKind]
    birth_place_code: Mapped[str] = mapped_column(String(5))
    document_kind: Mapped[DocumentKind]
    document_number: Mapped[str | None] = mapped_column(String(12))
    verdict: Mapped[Verdict]
    # The benefit that the account was created for, and when; unknown for older accounts.
    benefit: Mapped[str | None] = mapped_column(String(32))
    opened_at: Mapped[datetime | None]
    # For a document that is still to be checked: the time of the next check, and the number of checks so far.
    check_at: Mapped[datetime | None] = mapped_column(index=True)
    checks: Mapped[int] = mapped_column(server_default="0")

    scans: Mapped[list["Scan"]] = relationship(
        primaryjoin="Identity.account_id == foreign(Scan.account_id)", order_by="Scan.position", viewonly=True
    )

    @property
    def scans_belong_to(self) -> dict[str, UUID]:
        """See `ScanOwner`."""
        return {"account_id": self.account_id}


class IdentityTrace(Base):
    """A trace that finds a holder although one element differs: the keyed hash of a name with a year, or a day."""

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


class FranceConnectLink(Base):
    """A link between a person of FranceConnect and an account. `subject` is a keyed hash of provider and `sub`."""

    __tablename__ = "franceconnect_links"

    subject: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), unique=True)
    joined_at: Mapped[datetime]
