"""Preparation of a database: it is reachable, undamaged, and has this version's schema."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from hosting import private
from server.errors import StoreDamaged, StoreNotWritable, StoreTooNew, StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy.orm import Session as Transaction

    from server.db import Store

_MIGRATIONS = Path(__file__).parent / "migrations"
# The newest migration, by the names of the files: a start with a ready database does not load alembic. A test compares
# it with alembic's own head.
HEAD = max(file.name for file in (_MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]

# The key of PostgreSQL's advisory lock: any number, the same in every worker.
_PREPARATION_LOCK = 0x4D6F6E43


def make_ready(store: Store, then: Iterable[Callable[[Transaction], None]] = ()) -> None:
    """Migrate the database to this version's schema, one process at a time.

    Args:
        store: the database.
        then: functions to call in the same transaction, once the schema is this version's.

    Raises:
        StoreDamaged, StoreTooNew, StoreNotWritable, StoreUnreachable: see `server.errors`.
    """
    with _explained(store):
        if store.file is not None:
            _check_writable(store, store.file)
            _check_sound(store, store.file)
            _make_private(store, store.file)
        with alone(store) as transaction:
            connection = transaction.connection()
            revision = _revision(connection)
            if revision != HEAD:
                _migrate(store, connection, revision)
            for act in then:
                act(transaction)


@contextmanager
def alone(store: Store) -> Iterator[Transaction]:
    """Open a writing transaction that one process at a time runs, even before there are rows to lock."""
    with store.write() as transaction:
        if store.file is None:
            transaction.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PREPARATION_LOCK})
        yield transaction


def is_ready(connection: Connection) -> bool:
    """Return whether the schema is this version's, or that of a newer one which serves beside it."""
    revision = _revision(connection)
    return revision is not None and revision >= HEAD


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _migrate(store: Store, connection: Connection, revision: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if revision is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(revision)
        except CommandError:
            raise StoreTooNew(store.location) from None
    command.upgrade(config, HEAD)


def _check_writable(store: Store, file: Path) -> None:
    try:
        private.make_folder(file.parent, own={file.name, "scans"})
    except OSError:
        raise StoreNotWritable(store.location) from None
    if not os.access(file.parent, os.W_OK) or (file.exists() and not os.access(file, os.W_OK)):
        raise StoreNotWritable(store.location)


def _make_private(store: Store, file: Path) -> None:
    try:
        private.make_file(file)
    except OSError:
        raise StoreNotWritable(store.location) from None


def _check_sound(store: Store, file: Path) -> None:
    """Check the whole file before anything can write to it: a connection of the store sets its journal mode."""
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if _means_damage(error):
            raise StoreDamaged(store.location) from None
        # A read-only connection cannot roll a journal back; the store's own connection will.
        return
    if verdict != ("ok",):
        raise StoreDamaged(store.location)


def _means_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT"))


@contextmanager
def _explained(store: Store) -> Iterator[None]:
    """Translate errors of the database driver."""
    try:
        yield
    except DBAPIError as error:
        cause = error.orig
        if not isinstance(cause, sqlite3.Error):
            raise StoreUnreachable(store.location) from None
        if _means_damage(cause):
            raise StoreDamaged(store.location) from None
        name = getattr(cause, "sqlite_errorname", "")
        if name.startswith(
            ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_PERM")
        ):
            raise StoreNotWritable(store.location) from None
        raise
