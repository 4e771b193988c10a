"""Programs of a fund come in by a secret and short tokens, and only to what their scopes open."""

from __future__ import annotations

import io
import json
import logging
import re
from base64 import b64encode
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlalchemy import select

from server import Settings
from server.back_office.rules import SCOPE_MISSING, TOKEN_REFUSED, ClientScope
from server.back_office.service import Clients
from server.back_office.tables import Client, ClientToken
from server.clock import Clock
from server.db import Store
from server.http.problems import Problem
from tests.server.composed import composed, sweep_all
from tests.server.conftest import serving
from tests.server.test_admin import administer
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from tests.server.conftest import NewDatabase

TOKEN = "/back-office/token"
WHO = "/back-office/client"
FORM = {"grant_type": "client_credentials"}


@pytest.fixture(scope="module")
def database(new_database: NewDatabase, database_kind: str) -> str:
    return new_database(database_kind)


@pytest.fixture(scope="module")
def http(database: str) -> Iterator[httpx.Client]:
    """Yield a server of a fund: nobody's accounts, no demonstration."""
    with (
        serving(Settings(database=database)) as url,
        httpx.Client(base_url=url, verify=PLAIN, timeout=PATIENCE_S) as http,
    ):
        yield http


def run(database: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return administer(database, "clients", *arguments, MON_COMPTE_DEMO="0")


def secret_of(database: str, name: str, *arguments: str) -> str:
    """Make a client by the command, and return its secret."""
    made = run(database, "create", name, "--scope", "batches", *arguments)
    assert made.returncode == 0, made.stderr
    answer = json.loads(made.stdout)
    assert answer["client_id"] == name
    secret: str = answer["client_secret"]
    return secret


def ask(http: httpx.Client, name: str, secret: str, **form: str) -> httpx.Response:
    return http.post(TOKEN, data={**FORM, **form}, auth=(name, secret))


def who(http: httpx.Client, token: str, **headers: str) -> httpx.Response:
    return http.get(WHO, headers={"Authorization": f"Bearer {token}", **headers})


def test_a_client_comes_in_by_its_secret_until_it_is_revoked(http: httpx.Client, database: str) -> None:
    """The life of a client by the operator's commands: made, used, rotated with a day's grace, revoked."""
    first = secret_of(database, "versements")
    given = ask(http, "versements", first)
    assert (given.status_code, given.headers["cache-control"]) == (200, "no-store")
    answer = given.json()
    assert {key: answer[key] for key in ("token_type", "expires_in", "scope")} == {
        "token_type": "Bearer",
        "expires_in": 600,
        "scope": "batches",
    }
    token = answer["access_token"]
    assert who(http, token).json() == {"client_id": "versements", "scopes": ["batches"]}
    second = json.loads(run(database, "rotate", "versements").stdout)["client_secret"]
    assert {ask(http, "versements", each).status_code for each in (first, second)} == {200}
    third = json.loads(run(database, "rotate", "versements", "--at-once").stdout)["client_secret"]
    assert [ask(http, "versements", each).status_code for each in (first, second, third)] == [401, 401, 200]
    assert who(http, token).status_code == 401
    last = ask(http, "versements", third).json()["access_token"]
    (listed,) = (json.loads(line) for line in run(database, "list").stdout.splitlines())
    assert (listed["client_id"], listed["scopes"], listed["revoked_at"]) == ("versements", ["batches"], None)
    assert listed["last_used_at"]
    assert third not in str(listed)
    assert run(database, "revoke", "versements").returncode == 0
    assert ask(http, "versements", third).json()["error"] == "invalid_client"
    refused = who(http, last)
    assert (refused.status_code, refused.json()["code"]) == (401, "token_refused")
    for again in (
        ("create", "versements", "--scope", "batches"),
        ("rotate", "versements"),
        ("revoke", "x-y-z"),
    ):
        failed = run(database, *again)
        assert (failed.returncode, failed.stdout) == (1, ""), again
        assert "client" in failed.stderr
    assert run(database, "create", "Versements !", "--scope", "batches").returncode == 2
    assert run(database, "create", "autre", "--scope", "everything").returncode == 2


def test_what_is_no_request_for_a_token_is_told_as_oauth_does(http: httpx.Client, database: str) -> None:
    """Each error has the code and the status of RFC 6749, so that libraries of clients understand it."""
    secret = secret_of(database, "lectures")
    posted = {"client_id": "lectures", "client_secret": secret}

    def told(content: Any = None, **headers: str) -> tuple[int, str]:
        answer = http.post(
            TOKEN,
            headers=headers,
            **({"data": content} if isinstance(content, dict) else {"content": content}),
        )
        assert answer.headers["content-type"] == "application/json"
        return answer.status_code, answer.json().get("error", "")

    basic = b64encode(f"lectures:{secret}".encode()).decode()
    form = "application/x-www-form-urlencoded"
    assert told({**FORM, **posted}) == (200, "")
    assert told({**FORM, "scope": "batches"}, Authorization=f"basic {basic}") == (200, "")
    assert told(posted) == (400, "invalid_request")
    assert told({**posted, "grant_type": "password"}) == (400, "unsupported_grant_type")
    assert told({**FORM, **posted, "scope": "batches all"}) == (400, "invalid_scope")
    assert told({**FORM, **posted}, Authorization=f"Basic {basic}") == (400, "invalid_request")
    assert told(json.dumps({**FORM, **posted}).encode(), **{"Content-Type": "application/json"}) == (
        400,
        "invalid_request",
    )
    twice = f"grant_type=client_credentials&grant_type=client_credentials&client_id=lectures&client_secret={secret}"
    assert told(twice.encode(), **{"Content-Type": form}) == (400, "invalid_request")
    assert told(b"grant_type=%ff", **{"Content-Type": form}) == (400, "invalid_request")
    for name, wrong in (("lectures", secret[:-1]), ("personne", secret), ("lect\0ures", ""), ("", "")):
        assert told({**FORM, "client_id": name, "client_secret": wrong}) == (401, "invalid_client"), name
    refused = http.post(TOKEN, data=FORM, headers={"Authorization": "Basic ?"})
    assert (refused.status_code, refused.headers["www-authenticate"].split()[0]) == (401, "Basic")


def test_guesses_are_slowed_down(http: httpx.Client) -> None:
    """Whoever guesses secrets waits longer and longer."""
    answers = [ask(http, "devine", "x" * 43).status_code for _ in range(12)]
    assert answers[0] == 401
    assert answers[-1] == 429


def test_no_page_of_a_browser_uses_a_token(http: httpx.Client, database: str) -> None:
    """A token that a page was given opens nothing there, and nothing allows another site to read an answer."""
    token = ask(http, "pages", secret_of(database, "pages")).json()["access_token"]
    assert who(http, token).status_code == 200
    for headers in ({"Origin": str(http.base_url)}, {"Sec-Fetch-Mode": "cors"}):
        refused = who(http, token, **headers)
        assert refused.status_code == 401
        assert not [name for name in refused.headers if name.startswith("access-control-")]
    assert http.options(TOKEN, headers={"Origin": "https://example.org"}).status_code == 405


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    logged = io.StringIO()
    handler = logging.StreamHandler(logged)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield logged
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def test_neither_secret_nor_token_is_kept_or_logged(http: httpx.Client, database: str) -> None:
    """The database has keyed hashes alone, and the log nothing, at its most talkative either."""
    secret = secret_of(database, "muet")
    with everything_logged() as logged:
        token = ask(http, "muet", secret).json()["access_token"]
        who(http, token)
        http.post(TOKEN, data={**FORM, "client_id": "muet", "client_secret": secret, "scope": "no"})
    store = Store(database)
    with store.read() as transaction:
        kept = [
            str(row) for table in (Client, ClientToken)
            for row in transaction.execute(select(table.metadata.tables[table.__tablename__]))
        ]  # fmt: skip
    store.close()
    assert any("muet" in row for row in kept)
    shown = logged.getvalue() + "".join(kept)
    assert TOKEN in shown
    assert not re.search(f"{re.escape(secret)}|{re.escape(token)}", shown)


def test_a_token_opens_its_scopes_for_ten_minutes(new_database: NewDatabase) -> None:
    """A token without the scope that is asked for is refused with its name; one that is past its time is deleted."""
    with composed(Settings(database=new_database("sqlite"))) as services:
        clients = services[Clients]
        clients.create("lots", [ClientScope.BATCHES])
        clients.issue("lots", "less", [])
        clients.issue("lots", "all", [ClientScope.BATCHES])
        assert clients.recognise("all", [ClientScope.BATCHES]).name == "lots"
        with pytest.raises(Problem) as refused:
            clients.recognise("less", [ClientScope.BATCHES])
        assert (refused.value.kind, refused.value.extra["scope"]) == (SCOPE_MISSING, "batches")
        assert 'error="insufficient_scope"' in refused.value.headers["WWW-Authenticate"]
        services[Clock].offset = timedelta(minutes=11)
        with pytest.raises(Problem) as late:
            clients.recognise("all", [])
        assert late.value.kind is TOKEN_REFUSED
        sweep_all(services)
        with services[Store].read() as transaction:
            assert transaction.scalars(select(ClientToken)).all() == []
