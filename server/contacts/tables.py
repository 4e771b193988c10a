"""Changes of a contact, asked for and made."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base
from server.rules.codes import Channel


class ContactChange(Base):
    """A contact that is being replaced, until its code is given; then what it replaced, while it can be undone."""

    __tablename__ = "contact_changes"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    channel: Mapped[Channel]
    destination: Mapped[str] = mapped_column(String(254))
    # The state of the contact for which the change was asked: another one, and it is not made.
    revision: Mapped[str] = mapped_column(String(32))
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenges.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime] = mapped_column(index=True)

    # Of a change that was made.
    made_at: Mapped[datetime | None]
    replaced: Mapped[str | None] = mapped_column(String(254))
    replaced_verified: Mapped[bool] = mapped_column(default=False)
    # Keyed hash of what the old contact was sent.
    undo_hash: Mapped[bytes | None] = mapped_column(unique=True)
