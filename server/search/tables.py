"""The tables of the index: per account, what its person may find, and the words of it.

It is made at the first search of a person and forgotten some weeks after the last: a copy of what stands elsewhere, of
those alone who search.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    Cast,
    Dialect,
    ForeignKey,
    Integer,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    cast,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.types import TypeEngine

from server.db.types import Base


class Words(TypeDecorator[str]):
    """Words between spaces: PostgreSQL's `tsvector`, without their places; on SQLite a table of FTS5 follows them."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return the type of the database."""
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def bind_expression(self, bindvalue: BindParameter[str]) -> Cast[str]:
        """Have the text read as words."""
        return cast(bindvalue, self)


class SearchSource(Base):
    """What an account may find of one kind, as of when it was last looked up."""

    __tablename__ = "search_sources"
    __table_args__ = (UniqueConstraint("account_id", "kind"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(32))
    # Of what was gathered, by which it is known whether it is so still.
    digest: Mapped[bytes]
    # Every word of its rows, each once, between spaces; some of rows that are gone may be left.
    vocabulary: Mapped[str] = mapped_column(Text, deferred=True)
    used_at: Mapped[datetime] = mapped_column(index=True)


class SearchRow(Base):
    """Something that an account may find."""

    __tablename__ = "search_rows"
    __table_args__ = (UniqueConstraint("account_id", "kind", "item_id"),)

    # FTS5 knows a row by a number.
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    source_id: Mapped[UUID] = mapped_column(ForeignKey("search_sources.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(32))
    item_id: Mapped[str] = mapped_column(String(64))
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.id"))
    # Of all that it says: a row of which nothing changed is not written again.
    digest: Mapped[bytes]
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime | None]
    title_words: Mapped[str] = mapped_column(Words, deferred=True)
    words: Mapped[str] = mapped_column(Words, deferred=True)
