"""The table of sign-ins that wait for a code."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db.types import Base
from server.people.tables import Account


class PendingSignIn(Base):
    """A sign-in that waits for its challenge."""

    __tablename__ = "pending_sign_ins"

    challenge_id: Mapped[UUID] = mapped_column(
        ForeignKey("challenges.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    device_name: Mapped[str | None] = mapped_column(String(100))
    # Keyed hash by which the address becomes known for the account once the code is given.
    origin: Mapped[bytes]

    account: Mapped[Account] = relationship()
