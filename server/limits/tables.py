"""The table of known origins."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class KnownOrigin(Base):
    """An address from which an account signed in or a contact was proved, as a keyed hash of the two."""

    __tablename__ = "known_origins"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    # A later account with the same identifier does not inherit it. None for a contact, and in older data.
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    last_seen_at: Mapped[datetime] = mapped_column(index=True)
