"""The database: its migrations, its durability, and the secrets that it must not hold."""

from __future__ import annotations

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, select, text

import server.db
from server import Settings, prepare, sqlite_url
from server.clock import Clock
from server.db import Store
from server.db.schema import HEAD
from server.db.types import Base
from server.demo.households import people
from server.old_passwords.tables import SentPassword
from server.sessions.rules import Scope
from server.sessions.service import Sessions
from server.sessions.tables import AccessToken, RefreshToken, SignedSession
from tests.server.composed import composed, sweep_all
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    import pytest

    from tests.server.conftest import Find, NewDatabase, Serve


def test_the_migrations_make_the_tables_of_the_code(new_database: NewDatabase, database_kind: str) -> None:
    """The migrations give the tables of the code, on each database."""
    url = new_database(database_kind)
    prepare(Settings(database=url))
    store = Store(url)
    with store.engine.connect() as connection:
        options = {"compare_type": True, "include_name": _is_ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    store.close()


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    """Tell whether it is a table of the code: those of FTS5 follow one by triggers, on SQLite alone."""
    return kind != "table" or not str(name).startswith("search_words")


def test_the_head_written_down_is_alembics() -> None:
    """HEAD is alembic's own head: the start relies on it, and does not load alembic."""
    config = Config()
    folder = Path(server.db.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_sqlite_keeps_what_it_acknowledged(sqlite_file: Path) -> None:
    """SQLite uses a write-ahead log that is synced at each commit."""
    store = Store(sqlite_url(sqlite_file))
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    store.close()


def test_writers_of_a_file_wait_outside_of_sqlite(sqlite_file: Path) -> None:
    """SQLite is not asked for its lock while another thread has it: it lets in whoever happens to look first."""
    store = Store(sqlite_url(sqlite_file))
    inside, asked = list[int](), list[int]()

    def note(statement: str) -> None:
        if statement == "BEGIN IMMEDIATE":
            asked.append(len(inside))

    event.listen(store.engine, "connect", lambda connection, _: connection.set_trace_callback(note))
    ready = threading.Barrier(4)

    def write(number: int) -> None:
        ready.wait(PATIENCE_S)
        for _ in range(20):
            with store.write() as transaction:
                transaction.execute(text("SELECT 1"))
                inside.append(number)
                time.sleep(0)
                inside.remove(number)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    store.close()
    assert asked == [0] * 80


def test_what_may_be_lost_waits_for_no_disk(sqlite_file: Path) -> None:
    """Each transaction is as durable as it was asked to be, whichever came before it on its connection."""
    store, found = Store(sqlite_url(sqlite_file)), list[int]()
    for durable in (True, False, True):
        with store.write(durable=durable) as transaction:
            found.append(transaction.execute(text("PRAGMA synchronous")).scalar_one())
    store.close()
    assert found == [2, 1, 2]


def test_what_is_over_is_swept_away(new_database: NewDatabase, database_kind: str, tmp_path: Path) -> None:
    """The sweep deletes expired sessions, tokens and sent passwords, and nothing else."""
    url = new_database(database_kind)
    account = people()[0].account_id
    with composed(Settings(database=url, demo=True, scans=tmp_path)) as services:
        store, clock = services[Store], services[Clock]
        sessions = services[Sessions]
        clock.offset = timedelta(hours=-13)
        with store.write() as transaction:
            sessions.open(transaction, account, Scope.FULL, None)
        clock.offset = timedelta()
        with store.write() as transaction:
            alive = sessions.open(transaction, account, Scope.FULL, None)
            drawn = [clock.now() - timedelta(hours=hours) for hours in (49, 47)]
            transaction.add_all(
                SentPassword(subject=b"x", account_id=account, seed=b"x", drawn_at=at) for at in drawn
            )
        sweep_all(services)
        with store.read() as transaction:
            assert transaction.scalars(select(SignedSession.id)).all() == [alive.session_id]
            assert len(transaction.scalars(select(RefreshToken.hash)).all()) == 1
            assert len(transaction.scalars(select(AccessToken.hash)).all()) == 1
            assert transaction.scalars(select(SentPassword.drawn_at)).all() == drawn[1:]


def test_a_failure_inside_tells_nothing(
    serve: Serve, sqlite_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A failure is a 500 with an id and the usual headers; the log has the reason without any value."""
    body = {"identifier": "1850578006084", "password": "Secret12345"}
    with serve(Settings(database=sqlite_url(sqlite_file), demo=True)) as url:
        with closing(sqlite3.connect(sqlite_file)) as connection:
            connection.execute("ALTER TABLE accounts RENAME TO gone")
            connection.commit()
        answer = httpx.post(f"{url}/v1/sessions", verify=PLAIN, json=body, timeout=PATIENCE_S)
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert "accounts" not in answer.text
    assert answer.headers["x-request-id"] in caplog.text
    for secret in body.values():
        assert secret not in caplog.text


def test_the_database_alone_opens_nothing(serve: Serve, sqlite_file: Path, account: Find) -> None:
    """A stolen copy of the database holds no token, password, code or address in clear."""
    known, coded = account("responsable-couple"), account("code-a-la-connexion")
    with (
        serve(Settings(database=sqlite_url(sqlite_file), demo=True)) as url,
        httpx.Client(
            base_url=url, verify=PLAIN, headers={"X-Forwarded-For": "203.0.113.77"}, timeout=PATIENCE_S
        ) as http,
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
