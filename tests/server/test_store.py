"""The database: its migrations, and what it does not hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import server.store
from server import Settings, prepare, sqlite_url
from server.store import Store
from server.store.schema import HEAD
from server.store.tables import Base

if TYPE_CHECKING:
    from tests.server.conftest import Find, NewDatabase, Serve


def test_the_migrations_make_the_tables_of_the_code(new_database: NewDatabase, database_kind: str) -> None:
    """A change of the tables without its migration is found here, on each database."""
    url = new_database(database_kind)
    prepare(Settings(database=url))
    store = Store(url)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    store.close()


def test_the_head_written_down_is_alembics() -> None:
    """The start trusts it, so as not to load alembic."""
    config = Config()
    folder = Path(server.store.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_sqlite_keeps_what_it_acknowledged(sqlite_file: Path) -> None:
    """Write-ahead log, synced at each commit."""
    store = Store(sqlite_url(sqlite_file))
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    store.close()


def test_the_database_alone_opens_nothing(serve: Serve, sqlite_file: Path, account: Find) -> None:
    """Neither tokens, nor passwords, nor codes, nor addresses can be read out of a stolen copy."""
    known, coded = account("responsable-couple"), account("code-a-la-connexion")
    with (
        serve(Settings(database=sqlite_url(sqlite_file), demo=True)) as url,
        httpx.Client(base_url=url, headers={"X-Forwarded-For": "203.0.113.77"}) as http,
    ):
        key = "6f1ed002-ab59-45b4-8d5c-2a1e0d5a6b11"
        session = http.post(
            "/v1/sessions",
            json={"identifier": known.identifier, "password": known.password},
            headers={"Idempotency-Key": key},
        ).json()["session"]
        http.post("/v1/sessions", json={"identifier": coded.identifier, "password": coded.password})
    with closing(sqlite3.connect(sqlite_file)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        # The outbox is what a demonstration shows on purpose.
        rows = [
            repr(row)
            for table in tables
            if table != "outbox"
            for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own tables
        ]
    held = "\n".join(rows)
    for secret in (session["access_token"], session["refresh_token"], known.password, "203.0.113.77", key):
        assert secret not in held
