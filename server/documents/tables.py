"""The tables of papers, and of the codes by which anybody checks one."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base
from server.documents.rules import PaperKind, PaperState


class Document(Base):
    """A paper that a person asked for. Months are YYYY-MM."""

    __tablename__ = "documents"
    __table_args__ = (Index("ix_documents_same", "account_id", "file_id", "facts_digest"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    kind: Mapped[PaperKind]
    from_month: Mapped[str | None] = mapped_column(String(7))
    until_month: Mapped[str | None] = mapped_column(String(7))
    # What the paper states, and the digest by which the same paper asked for again is known.
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    facts_digest: Mapped[bytes]
    asked_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[PaperState] = mapped_column(index=True)
    # Per cent.
    progress: Mapped[int]
    # How often the making was begun, and when last.
    tries: Mapped[int]
    taken_at: Mapped[datetime | None]
    made_at: Mapped[datetime | None]
    size: Mapped[int | None]
    content: Mapped[bytes | None] = mapped_column(deferred=True)
    # The SHA-256 of the content, and the hash of the code that is printed on it.
    content_digest: Mapped[bytes | None]
    code_hash: Mapped[bytes | None]


class IssuedPaper(Base):
    """A paper that exists in the world: what its code answers, longer than the paper itself can be downloaded.

    It belongs to the file and to no account: who closes theirs does not turn what they handed to others into a forgery.
    """

    __tablename__ = "issued_papers"

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    issued_at: Mapped[datetime] = mapped_column(index=True)
    # What the paper states, as far as strangers who hold it may see it repeated.
    figures: Mapped[dict[str, Any]]
    # Keyed hash of the figures with the code: a row that was written by another hand is not believed.
    seal: Mapped[bytes]
    revoked_at: Mapped[datetime | None]
