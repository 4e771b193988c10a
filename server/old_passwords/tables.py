"""The table of passwords of 8 digits that were sent."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class SentPassword(Base):
    """A password of 8 digits that was sent to an old account, as the seed from which it is computed.

    A row without an account was sent to nobody, and opens nothing.
    """

    __tablename__ = "sent_passwords"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    # Keyed hash of the identifier for which it was asked.
    subject: Mapped[bytes] = mapped_column(index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    seed: Mapped[bytes]
    drawn_at: Mapped[datetime] = mapped_column(index=True)
    # Set once it opened the account: it is then the account's password.
    used_at: Mapped[datetime | None]
