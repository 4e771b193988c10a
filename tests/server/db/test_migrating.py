"""Migrations apart from a start, and under the traffic of a server that runs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

import server.db
from server import Settings, prepare
from server.db import Store
from server.db.schema import HEAD, awaited
from server.errors import StoreTooOld
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from tests.server.conftest import Find, NewDatabase, Serve

VERSIONS = Path(server.db.__file__).parent / "migrations" / "versions"


def migrate(database: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "server", "migrate", "--database", database, *arguments],
        env=dict(os.environ),
        capture_output=True,
        check=False,
        text=True,
        timeout=PATIENCE_S,
    )


def at(revision: str, database: str, *more: Path) -> None:
    """Migrate a database to a revision, of this version or of one whose migrations lie elsewhere."""
    store = Store(database)
    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, (VERSIONS, *more))))
    with store.write() as transaction:
        config.attributes["connection"] = transaction.connection()
        command.upgrade(config, revision)
    store.close()


def test_each_migration_says_whether_people_may_go_on() -> None:
    """Whether it is safe under traffic is said, with the reason, where the migration is written."""
    for file in VERSIONS.glob("[0-9]*.py"):
        told = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
        assert "afe under traffic: " in told, file.name


def test_the_schema_is_left_to_the_operator(new_database: NewDatabase, database_kind: str) -> None:
    """Where it is, a server starts over the schema of today alone; the command says what waits, then does it."""
    database = new_database(database_kind)
    at("0026", database)
    settings = Settings(database=database, migrate=False)
    with pytest.raises(StoreTooOld):
        prepare(settings)
    looked = migrate(database, "--check")
    assert looked.returncode == 1
    assert "0027_notifications : sans risque" in looked.stdout
    assert "0026" not in looked.stdout
    done = migrate(database)
    assert done.returncode == 0, done.stderr
    prepare(settings)
    assert migrate(database, "--check").returncode == 0


def test_a_busy_table_keeps_nobody_waiting(new_database: NewDatabase, postgres: str) -> None:
    """A migration that cannot have its table gives way to who reads it, and comes back: it is done in the end."""
    database = new_database("postgresql")
    at("0018", database)
    store = Store(database)
    with store.engine.connect() as holding:
        holding.execute(text("SELECT 1 FROM scans"))  # 0019 changes that table
        migrating = subprocess.Popen(
            [sys.executable, "-m", "server", "migrate", "--database", database],
            stderr=subprocess.PIPE,
            text=True,
        )
        with store.engine.connect() as other:
            while not other.execute(
                text("SELECT 1 FROM pg_locks WHERE relation = 'scans'::regclass AND NOT granted")
            ).first():
                other.rollback()
            other.rollback()
            assert (
                other.execute(text("SELECT 1 FROM scans")).all() == []
            )  # answered while the first still reads
    assert migrating.wait(PATIENCE_S) == 0, migrating.stderr and migrating.stderr.read()
    assert awaited(store) == []
    store.close()


def test_who_acts_during_a_migration_goes_on(
    new_demonstration: NewDatabase, database_kind: str, serve: Serve, account: Find, tmp_path: Path
) -> None:
    """A server that runs answers every request while the next version's migration changes what it reads."""
    database = new_demonstration(database_kind)
    known = account("responsable-couple")
    body = {"identifier": known.identifier, "password": known.password}
    statuses: list[int] = []
    begun, done = threading.Event(), threading.Event()

    def go_on(url: str) -> None:
        with httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
            session = http.post("/v1/sessions", json=body).json()["session"]
            headers = {"Authorization": f"Bearer {session['access_token']}"}
            while not done.is_set():
                statuses.append(http.get("/v1/me", headers=headers).status_code)
                begun.set()
            statuses.append(http.post("/v1/sessions", json=body).status_code // 201 * 200)

    with serve(Settings(database=database, demo=True, demo_light_passwords=True)) as url:
        acting = threading.Thread(target=go_on, args=(url,))
        acting.start()
        begun.wait(PATIENCE_S)
        (tmp_path / "9999_next.py").write_text(_NEXT.format(head=HEAD))
        at("9999", database, tmp_path)
        done.set()
        acting.join()
        assert httpx.get(f"{url}/ready", verify=PLAIN, timeout=PATIENCE_S).status_code == 200
    assert set(statuses) == {200}


_NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    op.create_table("of_the_next", sa.Column("id", sa.Uuid(), primary_key=True))
    op.add_column("accounts", sa.Column("of_the_next", sa.String(10), nullable=True))
"""
