"""The table of accessibility reports."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class AccessibilityReport(Base):
    """What somebody could not use. It belongs to no account: who reports need not have one, nor be able to sign in."""

    __tablename__ = "accessibility_reports"

    reference: Mapped[str] = mapped_column(String(9), primary_key=True)
    text: Mapped[str] = mapped_column(String(2000))
    screen: Mapped[str | None] = mapped_column(String(200))
    tools: Mapped[str | None] = mapped_column(String(200))
    mail: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(16))
    received_at: Mapped[datetime] = mapped_column(index=True)
