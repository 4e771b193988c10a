"""Readiness, and the answers while the database does not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import psutil
import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from server import Settings
from server.db import Store
from tests.support.plain import PLAIN
from tests.support.redis import running_redis

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import Api, NewDatabase, Serve


def test_it_is_ready(api: Api) -> None:
    """The server is ready when everything answers."""
    answer = api.http.get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("demo", [False, True])
def test_the_database_is_away(
    serve: Serve, new_database: NewDatabase, postgres: str, caplog: pytest.LogCaptureFixture, *, demo: bool
) -> None:
    """Without its database the server is not ready, answers that it is in maintenance, and logs one line for it."""
    database = new_database("postgresql")
    with (
        serve(Settings(database=database, demo=demo, demo_light_passwords=demo)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=60) as http,
    ):
        assert http.get("/ready").status_code == 200
        name = database.partition("?")[0].rpartition("/")[2]
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        assert http.get("/health").status_code == 200
        body = {"identifier": "1850578006084", "password": "Motdepasse1"}
        for answer in (
            http.get("/ready"),
            http.get("/v1/me", headers={"Authorization": "Bearer x" + "y" * 42}),
            http.post("/v1/sessions", json=body),
            http.post("/v1/enrolments", json={}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (503, "maintenance"), answer.text
            assert int(answer.headers["retry-after"]) > 0
    told = [record for record in caplog.records if "database does not answer" in record.getMessage()]
    assert len(told) == 1
    assert not [record for record in caplog.records if record.exc_info and record.name == "server.access"]


def test_the_schema_is_another(serve: Serve, new_database: NewDatabase, database_kind: str) -> None:
    """Over an older schema, such as a copy put back beneath it, the server is not ready; over a newer one it is."""
    url = new_database(database_kind)
    with (
        serve(Settings(database=url)) as address,
        httpx.Client(base_url=address, verify=PLAIN, timeout=60) as http,
    ):
        store = Store(url)
        for revision, ready in (("0001", 503), ("9999", 200)):
            with store.write() as transaction:
                transaction.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
            assert http.get("/ready").status_code == ready
        store.close()


def test_there_is_no_scan_yet(serve: Serve, new_database: NewDatabase, tmp_path: Path) -> None:
    """The folder of scans is made with the first of them: before, the server is ready all the same."""
    settings = Settings(database=new_database("sqlite"), scans=tmp_path / "not" / "yet")
    with serve(settings) as address, httpx.Client(base_url=address, verify=PLAIN, timeout=60) as http:
        assert http.get("/ready").status_code == 200


def test_the_database_is_frozen(new_database: NewDatabase) -> None:
    """With a frozen database requests fail within a bounded time, and later ones get another connection."""
    store = Store(new_database("postgresql"), answer_within_seconds=1)
    who = text("SELECT pg_backend_pid()")
    with store.read() as transaction:
        frozen = psutil.Process(transaction.execute(who).scalar_one())
        frozen.suspend()
        try:
            with pytest.raises(OperationalError):
                transaction.execute(who)
        finally:
            frozen.resume()
    with store.read() as transaction:
        again = psutil.Process(transaction.execute(who).scalar_one())
    again.suspend()  # while it waits in the pool
    try:
        with store.read() as transaction:
            assert transaction.execute(who).scalar_one() not in {frozen.pid, again.pid}
    finally:
        again.resume()
        store.close()


def test_what_counts_is_frozen(serve: Serve, new_demonstration: NewDatabase) -> None:
    """With a frozen Redis the server is not ready within seconds, and becomes ready again by itself."""
    with running_redis() as redis:
        settings = Settings(database=new_demonstration("sqlite"), redis=redis.connection_url, demo=True)
        with serve(settings) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=60) as http:
            assert http.get("/ready").status_code == 200
            frozen = _listens_on(redis.port)
            frozen.suspend()
            try:
                assert http.get("/ready").status_code == 503
                assert http.get("/health").status_code == 200
            finally:
                frozen.resume()
            while http.get("/ready").status_code != 200:
                pass


def _listens_on(port: int) -> psutil.Process:
    return next(
        psutil.Process(each.pid)
        for each in psutil.net_connections("tcp")
        if each.pid and each.status == psutil.CONN_LISTEN and each.laddr and each.laddr.port == port
    )
