"""What one browser may take of the host: these run it in this process, with small bounds."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Any

import flet as ft
import pytest
import uvicorn
from websockets.exceptions import ConnectionClosed, InvalidStatus

from hosting.http import Config, Limits
from launch.web import WebSettings, create_app
from launch.web.socket import BoundedSocket
from tests.web.hostile import EVENT, INVOKE, REGISTER, UPDATE, Hostile, packet, registration

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def serving(**bounds: Any) -> Iterator[int]:
    app = create_app(lambda page: page.add(ft.Text("Bonjour")), settings=WebSettings(**bounds))
    config = Config(app, Limits(grace_seconds=1), ws=BoundedSocket)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with serving(cache=tmp_path_factory.mktemp("cache"), message_bytes=2000, route_characters=100) as port:
        yield port


async def ended_with(port: int, *messages: bytes, address: str = "192.0.2.1") -> int | None:
    """The code with which the socket ends after these messages."""
    async with Hostile(port, **{"X-Forwarded-For": address}) as browser:
        with contextlib.suppress(ConnectionClosed):
            for message in messages:
                await browser.say(message)
            while True:
                await browser.hear()
        return browser.socket.close_code


async def test_a_socket_that_never_says_who_it_is_is_closed(tmp_path: Path) -> None:
    """Silence is no visit: the host ends it by itself."""
    with serving(cache=tmp_path, register_seconds=0.1) as port:
        assert await ended_with(port) == 1008


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (registration(route="/" + "x" * 101), 1009),
        (registration(route="/" + "x" * 15_000_000), 1009),
        (registration(width="x" * 20_000), 1009),
        (packet(EVENT, {"target": 1, "name": "click", "data": None}), 1008),
        (packet(REGISTER, {"session_id": 1, "page_name": "", "page": {}}), 1008),
        (packet(REGISTER, {"session_id": "", "page_name": "", "page": []}), 1008),
        (packet(REGISTER, {"session_id": "", "page_name": "", "page": {}, "more": 1}), 1008),
        (packet(REGISTER, []), 1007),
        (packet(99, {}), 1008),
        (b"\0\xc1", 1007),
        (b"\0", 1007),
        (b"", 1003),
        (b"\1abcd", 1003),
        (b"\0" + b"\x92\x01" + b"\x91" * 5000, 1007),
        (b"\0\x92\x01\x81\xa1x\xc7\x01\x01\xff", 1007),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_a_first_message_is_small_and_of_one_kind(port: int, first: bytes, code: int) -> None:
    """What no browser sends at first ends the socket, before Flet sees it; the host goes on."""
    assert await ended_with(port, first) == code
    async with Hostile(port) as other:
        await other.say(registration())
        while "Bonjour" not in repr(other.heard):
            await other.hear()


@pytest.mark.parametrize(
    ("later", "code"),
    [
        (registration(), 1008),
        (packet(EVENT, {"target": 1, "name": "change", "data": "x" * 3000}), 1009),
        (packet(EVENT, {"target": 1, "name": "route_change", "data": {"route": "/" + "x" * 101}}), 1009),
        (packet(UPDATE, {"id": 1, "props": {"route": "/" + "x" * 101}}), 1009),
        (packet(UPDATE, {"id": 1, "props": None}), 1008),
        (packet(UPDATE, {"id": 1}), 1008),
        (packet(INVOKE, {"control_id": 1}), 1008),
        (packet(6, {"message": "crash"}), 1008),
        (b"\0\x92\x03\x83\xa6target\x01\xa4name\xa5click\xa4data\xc7\x01\x01x", 1007),
    ],
    ids=lambda value: str(value)[:60],
)
async def test_what_is_said_later_is_bounded_too(port: int, later: bytes, code: int) -> None:
    """A second registration, an endless text or what Flet would stumble over ends the socket."""
    assert await ended_with(port, registration(), later) == code


async def test_there_are_so_many_sockets_of_one_address(tmp_path: Path) -> None:
    """One address cannot take the place of all; another still gets in, and a place that is left is free again."""
    async with contextlib.AsyncExitStack() as there:
        port = there.enter_context(serving(cache=tmp_path, sockets=4, sockets_per_address=2))

        async def visit(address: str) -> Hostile:
            browser = await there.enter_async_context(Hostile(port, **{"X-Forwarded-For": address}))
            await browser.say(registration())
            return browser

        async def refused(address: str) -> None:
            with pytest.raises(InvalidStatus) as refusal:
                await visit(address)
            assert refusal.value.response.status_code == 503

        first = await visit("2001:db8::1")
        await visit("2001:db8::2")
        await refused("2001:db8::3")  # the same subscriber
        await visit("192.0.2.8")
        await visit("192.0.2.9")
        await refused("192.0.2.10")
        await first.socket.close()
        await _eventually(lambda: visit("192.0.2.10"))


async def test_a_flood_is_read_slowly_then_no_more(port: int) -> None:
    """Whoever says more than a person can is slowed down, then closed; others are answered meanwhile."""
    flood = packet(EVENT, {"target": 1, "name": "nothing", "data": None})
    async with Hostile(port, **{"X-Forwarded-For": "192.0.2.1"}) as loud:
        await loud.say(registration())
        sending = asyncio.create_task(_say_for_ever(loud, flood))
        async with Hostile(port) as other:
            await other.say(registration())
            while "Bonjour" not in repr(other.heard):
                await other.hear()
        with pytest.raises(ConnectionClosed):
            await asyncio.wait_for(sending, 60)


async def _say_for_ever(browser: Hostile, message: bytes) -> None:
    while True:
        await browser.say(message)


async def _eventually(attempt: Any) -> None:
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(InvalidStatus):
                await attempt()
                return
            await asyncio.sleep(0.05)
