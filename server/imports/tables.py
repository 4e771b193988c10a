"""The table of batches: what was handed over, and how far it is written."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, BigInteger, ForeignKey, String, UniqueConstraint, false, true
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
    # Of one that came in pieces: how their letters are written, whether it is written once it is checked, how many
    # records are checked or written by now, when that was said last, and whether its client had it stopped.
    encoding: Mapped[str] = mapped_column(String(16), default="utf-8", server_default="utf-8")
    writes: Mapped[bool] = mapped_column(default=True, server_default=true())
    done: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    heard_at: Mapped[datetime | None]
    cancelled: Mapped[bool] = mapped_column(default=False, server_default=false())


class BatchPiece(Base):
    """A piece of a file of a batch, sealed: there are numbers and names in it. It goes once the batch is written."""

    __tablename__ = "import_pieces"
    __table_args__ = (UniqueConstraint("batch_id", "part", "position"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("import_batches.id", ondelete="CASCADE"))
    # The name of the file.
    part: Mapped[str] = mapped_column(String(100))
    position: Mapped[int]
    size: Mapped[int]
    received_at: Mapped[datetime] = mapped_column(index=True)
    sealed: Mapped[bytes] = mapped_column(deferred=True)
