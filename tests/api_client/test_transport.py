from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import subprocess
import sys
import tomllib
import traceback
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import httpx
import pytest

import api_client
from api_client import Client, ClientError, ConnectionFailed, Retry, ServerDown, TimedOut
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from tests.api_client.conftest import Api, Connect

HEALTH = {"status": "ok", "version": "1", "demo": True}
SECRETS = ("185057800608491", "Motdepasse1", "424242", "access-", "refresh-")


async def test_every_request_says_who_and_what_it_is(api: Api, connect: Connect) -> None:
    """The server can trace a call, refuse an old client and recognise a repeated change by these headers."""
    client = await connect(forwarded_for="203.0.113.7")
    api.on("GET /v1/sessions/current", lambda _: httpx.Response(200, json=api.session()))
    api.on("DELETE /v1/sessions/current", lambda _: httpx.Response(204))
    await client.sessions.current()
    await client.sessions.end()
    get, delete = api.asked
    for request in (get, delete):
        assert UUID(request.headers["X-Request-Id"]).version == 4
        assert request.headers["Mon-Compte-Version"] == api_client.VERSION
        assert request.headers["Authorization"] == "Bearer access-1"
        assert request.headers["X-Forwarded-For"] == "203.0.113.7"
    assert get.headers["X-Request-Id"] != delete.headers["X-Request-Id"]
    assert "Idempotency-Key" not in get.headers
    assert UUID(delete.headers["Idempotency-Key"]).version == 4


async def test_tokens_go_only_where_they_are_needed(api: Api, connect: Connect) -> None:
    """Public calls, the sign-in and the renewal carry no access token."""
    client = await connect()
    api.on("GET /health", lambda _: httpx.Response(200, json=HEALTH))
    await client.service.health()
    await client.sessions.create(identifier="185057800608491", password="Motdepasse1")
    assert all("Authorization" not in request.headers for request in api.asked)


async def test_visitors_who_share_connections_share_nothing_else(api: Api, connect: Connect) -> None:
    """On the web one pool serves everybody: no token, no cookie passes from one to another."""
    opened = iter((api.session(1), api.session(2)))
    api.on("POST /v1/sessions", lambda _: api.signed_in(next(opened)))
    api.on(
        "GET /v1/sessions/current",
        lambda _: httpx.Response(200, json=api.session(), headers={"Set-Cookie": "visitor=first"}),
    )
    async with httpx.AsyncClient(transport=httpx.MockTransport(api), cookies={"left": "behind"}) as http:
        first, second = await connect(http=http), await connect(http=http)
        await first.sessions.current()
        await second.sessions.current()
        await first.aclose()
        await second.sessions.current()
    assert [api.bearer(request) for request in api.asked] == ["access-1", "access-2", "access-2"]
    assert all("Cookie" not in request.headers for request in api.asked)


async def test_what_is_put_in_a_path_stays_in_its_segment(api: Api, connect: Connect) -> None:
    """An id cannot name another resource, whatever it holds."""
    client = await connect()
    api.on("GET /v1/files/../me?x/overview", lambda _: api.problem(404, "not_found"))
    with pytest.raises(api_client.NotFound):
        await client.files.overview("../me?x")
    assert api.asked[0].url.raw_path == b"/v1/files/..%2Fme%3Fx/overview"


async def test_no_secret_is_shown(api: Api, connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    """Passwords, codes, tokens, the NIR stay out of logs, reprs, errors and what is chained to them."""
    caplog.set_level(logging.DEBUG)
    client = await connect()
    shown = [repr(await client.sessions.create(identifier="185057800608491", password="Motdepasse1"))]
    shown += [repr(client), repr(vars(client)), repr(vars(vars(client)["_keeper"]))]

    def cut(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("cut")

    for answer in (
        cut,
        lambda _: api.signed_in({**api.session(), "scope": "unheard-of"}),
        lambda request: httpx.Response(200, content=request.content),
        lambda _: api.problem(401, "credentials_refused"),
    ):
        api.on("POST /v1/sessions", answer)
        api.on("POST /v1/challenges/c/verification", answer)
        for asking in (
            client.sessions.create(identifier="185057800608491", password="Motdepasse1"),
            client.challenges.verify("c", "424242"),
        ):
            with pytest.raises(ClientError) as raised:
                await asking
            error: BaseException | None = raised.value
            shown += traceback.format_exception(raised.value)
            while error is not None:
                shown += [repr(error), str(error), repr(error.args)]
                error = error.__cause__ or error.__context__
    everything = "\n".join([*shown, caplog.text])
    assert [secret for secret in SECRETS if secret in everything] == []


async def test_over_a_real_socket() -> None:
    """Refused, cut and silent connections each come out as the error that says so."""

    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")
        writer.close()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()  # until the client gives up
        writer.close()

    async def health(port: int) -> None:
        timeout = httpx.Timeout(5, read=0.05)
        async with Client(f"http://127.0.0.1:{port}", retry=Retry(limit=0), timeout=timeout) as client:
            await client.service.health()

    port = 0
    for behaviour, error in ((cut, ServerDown), (silent, TimedOut)):
        server = await asyncio.start_server(behaviour, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(error) as raised:
            await health(port)
        assert type(raised.value) is error
        server.close()
        await server.wait_closed()
    with pytest.raises(ConnectionFailed):
        await health(port)


async def test_many_calls_take_turns() -> None:
    """Of a hundred at once some are asked on as many connections, which the others have next; each is answered."""
    connections, asked, together = 0, 0, 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections, asked, together
        connections += 1
        body = json.dumps(HEALTH).encode()
        with contextlib.suppress(asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                asked += 1
                together = max(together, asked)
                for _ in range(100):
                    await asyncio.sleep(0)
                asked -= 1
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with Client(f"http://127.0.0.1:{port}") as client:
        found = await asyncio.gather(*(client.service.health() for _ in range(100)))
    server.close()
    await server.wait_closed()
    assert len(found) == 100
    assert 1 < together <= connections == 20


async def test_a_turn_that_does_not_come_is_said() -> None:
    """Who waits for others for too long is told so, and those who come later are served."""
    free = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        body = json.dumps(HEALTH).encode()
        with contextlib.suppress(asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                await free.wait()
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    timeout = httpx.Timeout(PATIENCE_S, pool=0.05)
    async with Client(f"http://127.0.0.1:{port}", retry=Retry(limit=0), timeout=timeout) as client:
        first = [asyncio.create_task(client.service.health()) for _ in range(20)]
        await asyncio.sleep(0)
        with pytest.raises(TimedOut):
            await client.service.health()
        free.set()
        await asyncio.gather(*first, client.service.health())
    server.close()
    await server.wait_closed()


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:8600", "http://localhost:8600", "http://[::1]:8600"])
async def test_this_machine_is_reached_directly(base_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy set for the world outside does not stand between the program and its own server."""
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.invalid:3128")
    async with (
        api_client.connection_pool(base_url) as direct,
        api_client.connection_pool("http://a.test") as other,
    ):
        assert not direct.trust_env
        assert other.trust_env


def test_importing_the_package_costs_nothing() -> None:
    """`import main` is held to 1.5 times `import flet`: httpx and pydantic wait until a client is made."""
    asked = "import sys, api_client.errors; print({'httpx', 'pydantic'} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "set()"


def test_every_public_name_is_there() -> None:
    """The names are looked up on first use: none of them leads nowhere."""
    for name in api_client.__all__:
        assert getattr(api_client, name) is not None
    with pytest.raises(AttributeError):
        api_client.nothing  # noqa: B018 - the attribute access is what is tested


def test_the_version_sent_is_the_programs() -> None:
    """The server judges by it which clients are too old."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert project["version"] == api_client.VERSION


async def test_a_request_looks_for_no_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that is missing is looked for in every folder, at each request: that takes a third of it."""
    body = json.dumps(HEALTH).encode()
    looked_for: list[str] = []

    class Finder:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            looked_for.append(name)

    async def answer(asked: asyncio.StreamReader, told: asyncio.StreamWriter) -> None:
        for _ in range(2):
            await asked.readuntil(b"\r\n\r\n")
            told.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        told.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with Client(f"http://127.0.0.1:{port}") as client:
            await client.service.health()
            monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
            await client.service.health()
    assert looked_for == []
