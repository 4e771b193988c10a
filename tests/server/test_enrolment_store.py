"""What is there before the first enrolment: a sound file, and tables that older data is brought to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import httpx
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, insert, select

import server.store
from server import Settings, prepare, sqlite_url
from server.demo.households import people
from server.errors import StoreDamaged
from server.store import Store
from server.store.tables import Account, Challenge
from tests.server.enrolling import PASSWORD, Draft
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from tests.server.conftest import NewDatabase, Serve


def test_a_broken_file_is_refused_before_it_is_written_to(sqlite_file: Path) -> None:
    """Not even its journal mode changes: a file that is not in WAL mode stays as it was, to the byte."""
    with closing(sqlite3.connect(sqlite_file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("CREATE TABLE kept (text)")
        connection.executemany("INSERT INTO kept VALUES (?)", [("x" * 500,)] * 200)
        connection.commit()
    content = bytearray(sqlite_file.read_bytes())
    assert content[18] == 1, "not in WAL mode"
    content[8192:24576] = b"\xff" * 16384
    sqlite_file.write_bytes(content)
    with pytest.raises(StoreDamaged):
        prepare(Settings(database=sqlite_url(sqlite_file)))
    assert sqlite_file.read_bytes() == content
    assert [file.name for file in sqlite_file.parent.iterdir()] == [sqlite_file.name]


def test_older_data_is_brought_to_these_tables(new_database: NewDatabase, database_kind: str) -> None:
    """A database of the first tables, with a sign-in that waits for its code: the account stays."""
    url = new_database(database_kind)
    store, person = Store(url), people()[0].row()
    config = Config()
    config.set_main_option("script_location", str(Path(server.store.__file__).parent / "migrations"))
    challenge, now = uuid4(), datetime.now(UTC)
    with store.write() as transaction:
        config.attributes["connection"] = transaction.connection()
        command.upgrade(config, "0001")
        transaction.execute(insert(Account), [person])
        tables = MetaData()
        tables.reflect(transaction.connection(), only=["challenges", "sent_codes"])
        waiting = {
            "id": challenge, "account_id": person["id"], "channel": "mail", "destination": "a@example.org",
            "device_name": None, "origin": b"o", "created_at": now,
        }  # fmt: skip
        sent = {
            "id": uuid4(), "challenge_id": challenge, "hash": b"h", "sent_at": now, "expires_at": now,
            "tries_left": 5, "used_at": None,
        }  # fmt: skip
        for table, row in (("challenges", waiting), ("sent_codes", sent)):
            known = {
                name: value.hex if isinstance(value, UUID) and database_kind == "sqlite" else value
                for name, value in row.items()
            }
            transaction.execute(insert(tables.tables[table]), [known])
    prepare(Settings(database=url))
    with store.read() as transaction:
        assert transaction.scalars(select(Account.id)).all() == [person["id"]]
        assert transaction.scalars(select(Challenge.id)).all() == []
    store.close()


def test_a_stolen_database_opens_no_draft(serve: Serve, sqlite_file: Path) -> None:
    """Neither tokens, passwords nor addresses can be read out of it, nor a draft's answer to a retry."""
    with (
        serve(Settings(database=sqlite_url(sqlite_file), demo=True)) as url,
        httpx.Client(base_url=url, verify=PLAIN, headers={"X-Forwarded-For": "203.0.113.77"}) as http,
    ):
        key = {"Idempotency-Key": str(uuid4())}
        begun = http.post("/v1/enrolments", json={}, headers=key).json()["token"]
        draft = Draft.at(http, "summary")
        body = {"identifier": "1850578006084"}
        reset = http.post("/v1/password-resets", json=body, headers={"Idempotency-Key": str(uuid4())})
        secrets = [begun, draft.token, reset.json()["token"], PASSWORD, "203.0.113.77"]
    with closing(sqlite3.connect(sqlite_file)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        # Not the outbox, which a demonstration shows on purpose.
        opened = {
            "enrolments",
            "challenges",
            "sent_codes",
            "password_resets",
            "replays",
            "sessions",
            "accounts",
        }
        assert opened <= set(tables)
        held = "\n".join(
            repr(value)
            for table in opened
            for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own tables
            for value in row
        )
    for secret in secrets:
        assert secret not in held
