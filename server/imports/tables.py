"""The table of batches: what was handed over, and how far it is written."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base
from server.imports.rules import BatchState


class Batch(Base):
    """What was handed over at once: a folder, a file, or the body of a request."""

    __tablename__ = "import_batches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    # SHA-256 of names and content: the same again goes on where it was cut off.
    digest: Mapped[bytes] = mapped_column(index=True)
    source: Mapped[str] = mapped_column(String(255))
    # The program of the fund that sent it; None for the command.
    client: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[BatchState] = mapped_column(String(16))
    records: Mapped[int] = mapped_column(BigInteger)
    # How many records are written, in the order in which they are read.
    written: Mapped[int] = mapped_column(BigInteger)
    # Records by kind.
    kinds: Mapped[dict[str, Any]]
    # How many faults there are, and the first of them.
    fault_count: Mapped[int] = mapped_column(BigInteger)
    faults: Mapped[list[Any]] = mapped_column(JSON())
    begun_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
