"""Drafts of accounts."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db.types import Base
from server.rules.birth_dates import BirthDate
from server.rules.civil_status import Civility, PlaceKind
from server.rules.codes import Channel
from server.rules.documents import DocumentKind, Verdict
from server.scans.tables import Scan  # noqa: TC001 - SQLAlchemy reads the annotation


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

    @property
    def scans_belong_to(self) -> dict[str, UUID]:
        """See `ScanOwner`."""
        return {"enrolment_id": self.id}
