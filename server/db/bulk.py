"""Many rows at once, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, JSON, any_, bindparam, inspect, select, text

from server.db.engine import insertion

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from sqlalchemy import Table
    from sqlalchemy.orm import Session as Transaction

    from server.db.types import Base

# Below the smallest number of parameters that SQLite was ever built with (999).
IN_AT_ONCE = 900


def upsert(
    transaction: Transaction,
    kind: type[Base],
    rows: Sequence[Mapping[str, Any]],
    *,
    only_new: Collection[str] = (),
) -> None:
    """Insert rows, or update those that have their primary key; a row that is as it was is not written.

    Args:
        transaction: to write in.
        kind: the table.
        rows: all with the same columns, and each with another primary key.
        only_new: columns that a row which is there keeps.
    """
    if not rows:
        return
    table = kind.metadata.tables[kind.__tablename__]
    keys = [column.name for column in table.primary_key]
    changing = [name for name in rows[0] if name not in {*keys, *only_new}]
    if transaction.get_bind().dialect.name == "postgresql":
        _copy(transaction, table, rows, keys, changing)
        return
    statement = insertion(transaction, kind)
    excluded = {name: statement.excluded[name] for name in changing}
    transaction.connection().execute(
        statement.on_conflict_do_update(index_elements=keys, set_=excluded)
        if excluded
        else statement.on_conflict_do_nothing(),
        [dict(row) for row in rows],
    )


def _copy(
    transaction: Transaction,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    keys: Sequence[str],
    changing: Sequence[str],
) -> None:
    """Bring the rows into a table of this connection by COPY, and from there into their own by one statement."""
    connection = transaction.connection()
    dialect = connection.dialect
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    staging = f"staging_{table.name}"
    made = (
        f"CREATE TEMPORARY TABLE {staging} ON COMMIT DROP AS SELECT {columns} FROM {table.name} WITH NO DATA"  # noqa: S608 - names of the schema
    )
    connection.execute(text(made))
    processors: list[Callable[[Any], Any]] = [
        table.c[name].type.dialect_impl(dialect).bind_processor(dialect) or _same for name in names
    ]
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f"COPY {staging} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([process(row[name]) for process, name in zip(processors, names, strict=True)])

    def compared(owner: str) -> str:
        # JSON has no equality of its own in PostgreSQL.
        cast = {name: "::text" if isinstance(table.c[name].type, JSON) else "" for name in changing}
        return ", ".join(f'{owner}."{name}"{cast[name]}' for name in changing)

    updated = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in changing)
    then = (
        f"UPDATE SET {updated} WHERE ({compared(table.name)}) IS DISTINCT FROM ({compared('EXCLUDED')})"
        if changing
        else "NOTHING"
    )
    key = ", ".join(f'"{name}"' for name in keys)
    connection.execute(
        text(
            f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {staging} "  # noqa: S608 - names of the schema
            f"ORDER BY {key} ON CONFLICT ({key}) DO {then}"
        )
    )
    connection.execute(text(f"DROP TABLE {staging}"))


def _same(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    return value


def those_there(transaction: Transaction, kind: type[Base], ids: Sequence[Any]) -> set[Any]:
    """Return those of the ids that a table with one column as its primary key has."""
    (column,) = inspect(kind).primary_key
    if transaction.get_bind().dialect.name == "postgresql":
        # One parameter for all, where IN has one for each.
        among = bindparam(None, list(ids), ARRAY(column.type))
        return set(transaction.scalars(select(column).where(column == any_(among))))
    found: set[Any] = set()
    for start in range(0, len(ids), IN_AT_ONCE):
        found.update(transaction.scalars(select(column).where(column.in_(ids[start : start + IN_AT_ONCE]))))
    return found
