"""Concurrent requests: what may be done so many times is done so many times."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx
import pytest

from server.db import Store
from server.db.engine import put
from server.db.schema import make_ready
from server.db.tables import Fact
from tests.support.plain import PLAIN
from tests.support.redis import running_redis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.server.conftest import Api, Find, NewDatabase, Start

AT_ONCE = 50
WRONG = "Wrong12345"


def all_at_once(ask: Callable[[int], httpx.Response]) -> list[int]:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return [answer.status_code for answer in threads.map(ask, range(AT_ONCE))]


@pytest.fixture(scope="module")
def redis() -> Iterator[str]:
    """Run a Redis (Valkey) for the tests, and yield its URL."""
    with running_redis() as server:
        yield server.connection_url


def test_sign_ins_from_one_new_address(api: Api, account: Find) -> None:
    """Concurrent sign-ins from a new address all succeed, and note it once."""
    known = account("responsable-couple")
    address = {"X-Forwarded-For": "203.0.113.77"}
    statuses = all_at_once(lambda _: api.try_sign_in(known.identifier, known.password, **address))
    assert statuses == [201] * AT_ONCE


def test_five_wrong_passwords_are_five(api: Api, account: Find) -> None:
    """Five of many concurrent wrong passwords are verified, and no more."""
    known = account("responsable-seul")
    address = {"X-Forwarded-For": "203.0.113.78"}
    statuses = all_at_once(lambda _: api.try_sign_in(known.identifier, WRONG, **address))
    assert (statuses.count(401), statuses.count(429)) == (5, AT_ONCE - 5)


def test_workers_count_together(redis: str, start: Start, demo_file: Path, account: Find) -> None:
    """Two workers count wrong passwords together, and refuse no right one."""
    known, other = account("responsable-seul"), account("responsable-couple")
    arguments = ("--demo", "--workers", "2", "--redis", redis, "--database", f"sqlite:///{demo_file}")
    with (
        start(*arguments, MON_COMPTE_DEMO_LIGHT_PASSWORDS="1") as (_, url),
        httpx.Client(
            base_url=url, verify=PLAIN, timeout=60, limits=httpx.Limits(max_connections=AT_ONCE)
        ) as http,
    ):

        def sign_in(identifier: str, password: str) -> httpx.Response:
            return http.post("/v1/sessions", json={"identifier": identifier, "password": password})

        wrong = all_at_once(lambda _: sign_in(known.identifier, WRONG))
        assert (wrong.count(401), wrong.count(429)) == (5, AT_ONCE - 5)
        assert all_at_once(lambda _: sign_in(other.identifier, other.password)) == [201] * AT_ONCE


def test_a_row_is_written_once(database_kind: str, new_database: NewDatabase) -> None:
    """Of concurrent writes of a missing row, one inserts it and the others update it."""
    store = Store(new_database(database_kind))
    make_ready(store)

    def write(value: int) -> None:
        with store.write() as transaction:
            put(transaction, Fact, name="tested", value=str(value))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(AT_ONCE)))
    with store.read() as transaction:
        assert int(transaction.get_one(Fact, "tested").value) in range(AT_ONCE)
    store.close()
