"""The tables that only a demonstration uses."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class Fault(Base):
    """A fault that a demonstration was asked to show."""

    __tablename__ = "demo_faults"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    path: Mapped[str] = mapped_column(String(200))
    status: Mapped[int | None]
    latency_ms: Mapped[int]
    times_left: Mapped[int]


class DemoGrant(Base):
    """A code or an access token of the demonstration's own provider, by its hash."""

    __tablename__ = "demo_grants"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    details: Mapped[dict[str, Any]]
    expires_at: Mapped[datetime] = mapped_column(index=True)
