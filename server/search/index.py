"""The full text of the two databases behind one interface: which rows of an account have a word.

Both are asked for whole words alone, which `search_rules.vocabulary` has found for what was typed: stems, beginnings
and slips mean the same on both, and neither reads the words of other accounts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Boolean, ColumnElement, String, cast, column, literal, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from server.search.tables import SearchRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID


class Index(Protocol):
    """The full text of a database."""

    def has(self, account_id: UUID, words: Iterable[str], *, in_title: bool = False) -> ColumnElement[bool]:
        """Return the condition of the rows that have one of the words.

        Args:
            account_id: whose rows they are.
            words: of the vocabulary of that account: letters and digits alone.
            in_title: whether in the title.
        """


class SqliteIndex:
    """FTS5. An account's id is one of the words that are looked for, so that those of others are skipped."""

    def has(self, account_id: UUID, words: Iterable[str], *, in_title: bool = False) -> ColumnElement[bool]:
        """See `Index`."""
        where = "title_words" if in_title else "words"
        wanted = " OR ".join(f'"{word}"' for word in words)
        match = f"account_id:{account_id.hex} AND {{{where}}}:({wanted})"
        full_text = table("search_words", column("rowid"))
        matching = literal_column("search_words", String).op("MATCH")(literal(match))
        return SearchRow.id.in_(select(full_text.c.rowid).select_from(full_text).where(matching))


class PostgresIndex:
    """PostgreSQL's `tsvector`, of the rows of an account, which their own index finds."""

    def has(self, account_id: UUID, words: Iterable[str], *, in_title: bool = False) -> ColumnElement[bool]:  # noqa: ARG002 - the rows are found by it
        """See `Index`."""
        where = SearchRow.title_words if in_title else SearchRow.words
        wanted = " | ".join(f"'{word}'" for word in words)
        return where.op("@@", return_type=Boolean())(cast(literal(wanted), TSQUERY))
