"""The table of changes of contacts."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base
from server.rules.codes import Channel


class ContactChange(Base):
    """A change of contact that waits for its code, then one that was made and can still be undone."""

    __tablename__ = "contact_changes"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    channel: Mapped[Channel]
    destination: Mapped[str] = mapped_column(String(254))
    # The version of the contact that the person saw: if it changed since, the change is not made.
    revision: Mapped[str] = mapped_column(String(32))
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenges.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime] = mapped_column(index=True)

    # Set once the change is made.
    made_at: Mapped[datetime | None]
    replaced: Mapped[str | None] = mapped_column(String(254))
    replaced_verified: Mapped[bool] = mapped_column(default=False)
    # Keyed hash of the code that was sent to the old contact, to undo the change.
    undo_hash: Mapped[bytes | None] = mapped_column(unique=True)
