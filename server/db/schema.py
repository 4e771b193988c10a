"""Preparation of a database: it is reachable, undamaged, and has this version's schema."""

from __future__ import annotations

import ast
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from hosting import private
from server.errors import (
    StoreBusy,
    StoreDamaged,
    StoreNotWritable,
    StoreTooNew,
    StoreTooOld,
    StoreUnreachable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy.orm import Session as Transaction

    from server.db import Store

_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSIONS = _MIGRATIONS / "versions"
# The newest migration, by the names of the files: a start with a ready database does not load alembic. A test compares
# it with alembic's own head.
HEAD = max(file.name for file in _VERSIONS.glob("[0-9]*.py")).partition("_")[0]

# The key of PostgreSQL's advisory lock: any number, the same in every worker.
_PREPARATION_LOCK = 0x4D6F6E43

# Who waits to change a table keeps everybody else waiting for it: rather give up, and try again a moment later.
_LOCK_WAIT: Final = "3s"
_TRIES: Final = 10
_LOCK_NOT_AVAILABLE: Final = "55P03"


@dataclass(frozen=True, slots=True)
class Migration:
    """A step of the schema.

    Attributes:
        name: of its file, which begins with its number.
        safe: whether processes of the version before go on while it runs, and after it.
    """

    name: str
    safe: bool


def migrations() -> list[Migration]:
    """Return all of this version's, the oldest first."""
    return [
        Migration(
            file.stem, "Safe under traffic: " in (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "")
        )
        for file in sorted(_VERSIONS.glob("[0-9]*.py"))
    ]


def awaited(store: Store) -> list[Migration]:
    """Return the migrations that a database still waits for; nothing is written.

    Raises:
        StoreDamaged, StoreNotWritable, StoreTooNew, StoreUnreachable: see `server.errors`.
    """
    known = migrations()
    if store.file is not None and not store.file.exists():
        return known
    with _explained(store), store.read() as transaction:
        revision = _revision(transaction.connection())
    if revision is not None and revision not in {each.name.partition("_")[0] for each in known}:
        raise StoreTooNew(store.location)
    return [each for each in known if revision is None or each.name.partition("_")[0] > revision]


def make_ready(
    store: Store, then: Iterable[Callable[[Transaction], None]] = (), *, migrates: bool = True
) -> None:
    """Migrate the database to this version's schema, one process at a time.

    Args:
        store: the database.
        then: functions to call in the same transaction, once the schema is this version's.
        migrates: whether an older schema is changed, rather than refused.

    Raises:
        StoreBusy, StoreDamaged, StoreTooNew, StoreTooOld, StoreNotWritable, StoreUnreachable: see `server.errors`.
    """
    acts = tuple(then)
    for _ in range(_TRIES - 1):
        with suppress(StoreBusy):
            _make_ready(store, acts, migrates=migrates)
            return
    _make_ready(store, acts, migrates=migrates)


def _make_ready(store: Store, then: Iterable[Callable[[Transaction], None]], *, migrates: bool) -> None:
    with _explained(store):
        if store.file is not None:
            _check_writable(store, store.file)
            _check_sound(store, store.file)
            _make_private(store, store.file)
        with alone(store) as transaction:
            connection = transaction.connection()
            revision = _revision(connection)
            if revision != HEAD:
                _migrate(store, connection, revision, migrates=migrates)
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


def _migrate(store: Store, connection: Connection, revision: str | None, *, migrates: bool) -> None:
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
    if not migrates:
        raise StoreTooOld(store.location)
    if store.file is None:
        connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_WAIT}'"))
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
            busy = getattr(cause, "sqlstate", None) == _LOCK_NOT_AVAILABLE
            raise (StoreBusy if busy else StoreUnreachable)(store.location) from None
        if _means_damage(cause):
            raise StoreDamaged(store.location) from None
        name = getattr(cause, "sqlite_errorname", "")
        if name.startswith(
            ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_PERM")
        ):
            raise StoreNotWritable(store.location) from None
        raise
