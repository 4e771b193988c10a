"""Connections and transactions, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import time
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session as Transaction

from hosting.metrics import Gauge

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    import psycopg

    from server.db.types import Base

IN_USE = Gauge("database_connections_in_use", "Connections to the database that something is done on")

_BUSY_TIMEOUT_MS = 15_000
_CONNECT_TIMEOUT_S = 5
_KEPT_CONNECTIONS = 5
_POOL_TIMEOUT_S = 10


class Store:
    """A database.

    On SQLite a writing transaction takes the write lock when it begins (BEGIN IMMEDIATE): writers queue, and none gets
    "database is locked" half way. On PostgreSQL rows are locked where two requests may conflict.

    Args:
        url: its URL.
        connections: how many connections to a database server may be open.
        answer_within_seconds: how long a database server may take for one statement; None for no limit.
    """

    def __init__(
        self, url: str, connections: int = 15, *, answer_within_seconds: float | None = None
    ) -> None:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.location = parsed.render_as_string(hide_password=True)
        self.file: Path | None = None
        if parsed.get_backend_name() == "sqlite":
            self.file = Path(parsed.database or "server.sqlite3")
            self.location = str(self.file)
            self.engine = create_engine(parsed, hide_parameters=True, pool_size=5, max_overflow=45)
            event.listen(self.engine, "connect", _configure_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            self.engine = create_engine(
                parsed,
                hide_parameters=True,
                pool_pre_ping=True,
                pool_size=min(_KEPT_CONNECTIONS, connections),
                max_overflow=max(0, connections - _KEPT_CONNECTIONS),
                pool_timeout=_POOL_TIMEOUT_S,
                connect_args={"connect_timeout": _CONNECT_TIMEOUT_S},
            )
            if answer_within_seconds is not None:
                event.listen(self.engine, "do_connect", _impatient(answer_within_seconds))
        event.listen(self.engine, "checkout", lambda *_: IN_USE.change(+1))
        event.listen(self.engine, "checkin", lambda *_: IN_USE.change(-1))
        self._writing: Engine = self.engine.execution_options(writes=True)
        self._noting: Engine = self.engine.execution_options(writes=True, durable=False)
        self._turn = Lock() if self.file is not None else None

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Open a transaction that changes nothing."""
        with Transaction(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Transaction]:
        """Open a transaction that is committed at the end of the block, unless an exception leaves it.

        Args:
            durable: whether it survives a power cut from then on, for which one waits for the disk.
        """
        engine = self._writing if durable else self._noting
        with self._one_writer(), Transaction(engine, expire_on_commit=False) as session, session.begin():
            if not durable and self.file is None:
                session.execute(text("SET LOCAL synchronous_commit TO off"))
            yield session

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        """Wait, on SQLite, until no other thread writes, for as long as SQLite itself would.

        SQLite looks again every tenth of a second, and lets in whoever looks first: with thirty who wait, some wait for
        seconds while each writes for milliseconds.
        """
        has_turn = self._turn is not None and self._turn.acquire(timeout=_BUSY_TIMEOUT_MS / 1000)
        try:
            yield
        finally:
            if self._turn is not None and has_turn:
                self._turn.release()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def one_by_one(transaction: Transaction, key: bytes) -> None:
    """Make the transactions of one key run one after the other, whatever rows they touch.

    On SQLite all writing transactions already do.
    """
    if transaction.get_bind().dialect.name == "postgresql":
        lock = int.from_bytes(key[:8], signed=True)
        transaction.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})


def insertion(transaction: Transaction, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that supports ON CONFLICT, in the dialect of the transaction."""
    if transaction.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def put(transaction: Transaction, table: type[Base], **values: object) -> None:
    """Insert a row, or update the row that has its primary key.

    One statement does it: with `merge`, two transactions that find no row would both insert one.
    """
    keys = [column.name for column in inspect(table).primary_key]
    others = {name: value for name, value in values.items() if name not in keys}
    statement = insertion(transaction, table).values(**values)
    transaction.execute(statement.on_conflict_do_update(index_elements=keys, set_=others))


def _impatient(seconds: float) -> Callable[[object, object, Any, Any], psycopg.Connection]:
    """Return a factory of connections that are closed when an answer takes longer than this.

    No other time limit notices a frozen server: it does not apply its own (statement_timeout), and its machine still
    acknowledges what it receives, so the system's (tcp_user_timeout) does not apply either.
    """
    import psycopg

    class Impatient(psycopg.Connection):
        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:  # noqa: ANN401 - psycopg's own
            if timeout is not None:
                return super().wait(gen, interval, timeout)
            given_up = time.monotonic() + seconds
            try:
                return super().wait(gen, interval, seconds)
            except psycopg.OperationalError:
                if time.monotonic() >= given_up:
                    self.pgconn.finish()  # a late answer would be taken for that of the next statement
                raise

    def connect(_dialect: object, _record: object, arguments: Any, named: Any) -> psycopg.Connection:  # noqa: ANN401 - SQLAlchemy's own
        return Impatient.connect(*arguments, **named)

    return connect


def _configure_sqlite(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
    # _begin_sqlite opens transactions; the driver must not.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={_BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("writes"):
        connection.exec_driver_sql("BEGIN")
        return
    # In WAL mode, NORMAL may lose the last transactions at a power cut; FULL keeps all that was acknowledged.
    connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options.get('durable', True) else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
