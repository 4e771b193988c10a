"""The table of uploads."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db.types import Base
from server.scans.tables import Scan  # noqa: TC001 - SQLAlchemy reads the annotation
from server.uploads.rules import RefusalReason, UploadState


class Upload(Base):
    """A document that a person sends, for a file or, before they have one, for a request. Its scan has the same id."""

    __tablename__ = "uploads"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.id"), index=True)
    document: Mapped[str] = mapped_column(String(32))
    state: Mapped[UploadState]
    reason: Mapped[RefusalReason | None]
    # Of the last piece.
    touched_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]

    scans: Mapped[list["Scan"]] = relationship(
        primaryjoin="Upload.id == foreign(Scan.upload_id)", order_by="Scan.position", passive_deletes="all"
    )

    @property
    def scans_belong_to(self) -> dict[str, UUID]:
        """See `ScanOwner`: one upload is one file."""
        return {"upload_id": self.id}
