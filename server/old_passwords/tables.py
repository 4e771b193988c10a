"""Passwords of 8 digits that were sent again."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


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
