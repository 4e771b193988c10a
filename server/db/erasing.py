"""Rows that are erased with all that belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from server.db.types import Base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Table
    from sqlalchemy.orm import Session as Transaction


OWNED_UNLESS = "owned_unless"
"""In the `info` of a nullable reference: the column without which the row belongs to what is referred to."""


def erase(transaction: Transaction, table: Table, ids: Sequence[Any]) -> None:
    """Erase rows of a table with one column as its primary key, and every row that cannot be without them.

    A row that may be without them, as a request of a person is without a household, stays and forgets them.
    Where nobody else has it (`OWNED_UNLESS`), it goes.
    """
    (key,) = table.primary_key
    for other in reversed(Base.metadata.sorted_tables):
        for column in (each.parent for each in other.foreign_keys if each.references(table)):
            theirs = column.in_(ids)
            if column.nullable:
                if (owner := column.info.get(OWNED_UNLESS)) is not None:
                    (own,) = other.primary_key
                    owned = select(own).where(theirs, other.c[owner].is_(None))
                    if found := transaction.scalars(owned).all():
                        erase(transaction, other, found)
                transaction.execute(update(other).where(theirs).values({column: None}))
            elif len(other.primary_key) == 1 and not column.primary_key:
                (own,) = other.primary_key
                if found := transaction.scalars(select(own).where(theirs)).all():
                    erase(transaction, other, found)
            else:
                transaction.execute(delete(other).where(theirs))
    transaction.execute(delete(table).where(key.in_(ids)))
