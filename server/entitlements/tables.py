"""The table of entitlements. Money is integer cents."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base
from server.entitlements.rules import EntitlementReason, EntitlementState, LiftingAct


class Entitlement(Base):
    """A benefit to which a file is or was entitled, month after month."""

    __tablename__ = "entitlements"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    benefit: Mapped[str] = mapped_column(String(32))
    amount: Mapped[int]
    since: Mapped[date]
    until: Mapped[date | None]
    # What was entered before this was told apart was paid, and is open.
    state: Mapped[EntitlementState] = mapped_column(String(16), server_default="open")
    reason: Mapped[EntitlementReason | None] = mapped_column(String(32))
    # What the person can do about a suspension.
    act: Mapped[LiftingAct | None] = mapped_column(String(32))
    # Codes of what may end it.
    ends_when: Mapped[list[str]] = mapped_column(server_default="[]")
