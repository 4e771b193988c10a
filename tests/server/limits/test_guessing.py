"""Guesses are slowed down, and no stranger can lock anybody out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.demo.accounts import DemoAccount
    from tests.server.conftest import Api, Find, NewDatabase, Serve


import httpx
import pytest

from server import Settings
from tests.support.plain import PLAIN
from tests.support.redis import running_redis

STRANGERS = 41


def attempt(api: Api, identifier: str, password: str, address: str) -> httpx.Response:
    return api.try_sign_in(identifier, password, **{"X-Forwarded-For": address})


def test_five_failures_then_a_wait(api: Api, account: Find) -> None:
    """After five failures even the right password must wait."""
    known = account("responsable-seul")
    for _ in range(5):
        assert attempt(api, known.identifier, "Wrong12345", "203.0.113.1").status_code == 401
    answer = attempt(api, known.identifier, known.password, "203.0.113.1")
    assert api.problem(answer) == (429, "rate_limited")
    assert 0 < int(answer.headers["retry-after"]) == answer.json()["retry_after"] <= 120


def test_unknown_identifiers_count_alike(api: Api) -> None:
    """Unknown identifiers count the same, so that the limit does not show which exist; spaces do not matter."""
    for identifier in (
        "1 99 01 99 999 999",
        "199019999 9999",
        "1990199999999",
        "1990199999999",
        "1990199999999",
    ):
        assert attempt(api, identifier, "Wrong12345", "203.0.113.2").status_code == 401
    assert attempt(api, "1990199999999", "Wrong12345", "203.0.113.2").status_code == 429


def test_a_success_forgets_the_failures(api: Api, account: Find) -> None:
    """A success forgets the failures before it."""
    known = account("responsable-seul")
    for _ in range(3):
        for _ in range(4):
            assert attempt(api, known.identifier, "Wrong12345", "203.0.113.3").status_code == 401
        assert attempt(api, known.identifier, known.password, "203.0.113.3").status_code == 201


def test_one_address_cannot_try_everybody(api: Api) -> None:
    """One address is slowed down over all identifiers; an IPv6 subscriber counts as one address."""
    statuses = [
        attempt(api, f"{1_990_199_990_000 + n}", "Wrong12345", f"2001:db8::{n:x}").status_code
        for n in range(31)
    ]
    assert statuses == [401] * 30 + [429]


@pytest.fixture
def under_attack(api: Api, account: Find) -> DemoAccount:
    """Return an account whose owner signed in from home, and whose password strangers guess from everywhere."""
    known = account("responsable-seul")
    assert attempt(api, known.identifier, known.password, "198.51.100.7").status_code == 201
    for n in range(STRANGERS):
        assert attempt(api, known.identifier, "Wrong12345", f"192.0.2.{n + 1}").status_code == 401
    return known


def test_strangers_lock_nobody_out(api: Api, under_attack: DemoAccount) -> None:
    """While strangers guess, the owner signs in from home as always, and from elsewhere at the first try."""
    known = under_attack
    for _ in range(4):
        assert attempt(api, known.identifier, "Slip123456", "198.51.100.7").status_code == 401
    assert attempt(api, known.identifier, known.password, "198.51.100.7").status_code == 201
    assert attempt(api, known.identifier, known.password, "198.51.100.99").status_code == 201


def test_strangers_get_one_try_each(api: Api, under_attack: DemoAccount) -> None:
    """After many failures each unknown address gets one try."""
    known = under_attack
    assert attempt(api, known.identifier, "Wrong12345", "198.51.100.200").status_code == 401
    assert attempt(api, known.identifier, "Wrong12345", "198.51.100.200").status_code == 429


def test_only_trusted_proxies_name_the_visitor(
    serve: Serve, new_demonstration: NewDatabase, account: Find
) -> None:
    """X-Forwarded-For only counts from trusted proxies."""
    settings = Settings(database=new_demonstration("sqlite"), demo=True, trusted_proxies=("192.0.2.1",))
    with serve(settings) as url, httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http:
        body = {"identifier": account("enfant").identifier, "password": "Wrong12345"}
        statuses = [
            http.post("/v1/sessions", json=body, headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code
            for n in range(6)
        ]
    assert statuses == [401] * 5 + [429]


@pytest.fixture(scope="module")
def redis() -> Iterator[str]:
    """Run a Redis (Valkey) for the tests, and yield its URL."""
    with running_redis() as server:
        yield server.connection_url


def test_redis_holds_the_counts_of_all_workers(
    redis: str, serve: Serve, new_demonstration: NewDatabase, account: Find
) -> None:
    """Two servers with one Redis count guesses together."""
    database = new_demonstration("sqlite")
    settings = Settings(database=database, redis=redis, demo=True)
    body = {"identifier": account("enfant").identifier, "password": "Wrong12345"}
    with serve(settings) as one, serve(settings) as other:
        statuses = [
            httpx.post(f"{url}/v1/sessions", verify=PLAIN, json=body, timeout=PATIENCE_S).status_code
            for url in (one, other, one, other, one, other)
        ]
    assert statuses == [401] * 5 + [429]


def test_nobody_guesses_while_the_redis_is_away(
    serve: Serve, new_demonstration: NewDatabase, account: Find
) -> None:
    """While the Redis is away sign-ins are refused as in maintenance, and then work again."""
    known = account("enfant")
    body = {"identifier": known.identifier, "password": known.password}
    with (
        running_redis() as redis,
        serve(Settings(database=new_demonstration("sqlite"), redis=redis.connection_url, demo=True)) as api,
    ):
        redis.stop()
        refused = httpx.post(f"{api}/v1/sessions", verify=PLAIN, json=body, timeout=PATIENCE_S)
        assert (refused.status_code, refused.json()["code"]) == (503, "maintenance")
        assert refused.headers["Retry-After"] == "30"
