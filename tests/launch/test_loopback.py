from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from launch.loopback import Loopback
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SERVER = "https://api.example"


@asynccontextmanager
async def waiting() -> AsyncIterator[tuple[Loopback, str, httpx.AsyncClient]]:
    loopback = Loopback()
    url = await loopback.listen()
    loopback.send_on_to(f"{SERVER}/franceconnect/start?authorization=1")
    async with httpx.AsyncClient(trust_env=False, verify=PLAIN, timeout=PATIENCE_S) as browser:
        yield loopback, url, browser
    loopback.close()


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("code=abc", "done"),
        ("error=denied", "denied"),
        ("error=unavailable", "unavailable"),
        ("error=failed", "failed"),
        ("error=https://elsewhere.example", "failed"),
    ],
)
async def test_the_browser_is_sent_on_to_a_page(query: str, page: str) -> None:
    """What it brought reaches the program, and leaves the address for a page that says to come back."""
    async with waiting() as (loopback, url, browser):
        waiter = asyncio.create_task(loopback.query())
        answer = await browser.get(f"{url}?{query}")
        assert answer.status_code == 303
        assert answer.headers["location"] == f"{SERVER}/franceconnect/page/{page}"
        assert answer.headers["cache-control"] == "no-store"
        assert await waiter == query


async def test_on_this_machine_alone_and_on_a_port_of_its_own() -> None:
    """Two programs wait side by side, and neither is reached from the network."""
    async with waiting() as (_, first, _), waiting() as (_, second, _):
        assert first != second
        assert first.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("method", "target"),
    [("GET", ""), ("GET", "?state=1"), ("POST", "?code=abc"), ("GET", "/else?code=abc"), ("HEAD", "?code=a")],
)
async def test_anything_else_is_not_taken(method: str, target: str) -> None:
    """A favicon, a probe, a form of another page: the program waits on, and takes the browser that comes next."""
    async with waiting() as (loopback, url, browser):
        waiter = asyncio.create_task(loopback.query())
        assert (await browser.request(method, f"{url}{target}")).status_code == 404
        await browser.get(f"{url}?code=right")
        assert await waiter == "code=right"


@pytest.mark.parametrize("noise", [b"\r\n\r\n", b"\xff\xfe\r\n\r\n", b"GET " + b"a" * 9000, b"GET"])
async def test_noise_stops_nothing(noise: bytes) -> None:
    """What is no HTTP is answered or dropped, and the browser that comes next is taken."""
    async with waiting() as (loopback, url, browser):
        waiter = asyncio.create_task(loopback.query())
        reader, writer = await asyncio.open_connection("127.0.0.1", httpx.URL(url).port)
        writer.write(noise)
        writer.write_eof()
        await reader.read()
        writer.close()
        await browser.get(f"{url}?code=right")
        assert await waiter == "code=right"


async def test_closed_nothing_listens() -> None:
    """Given up, the port is given back; and after the browser has come, it is closed by itself."""
    async with waiting() as (loopback, url, browser):
        loopback.close()
        with pytest.raises(httpx.ConnectError):
            await browser.get(f"{url}?code=abc")
    async with waiting() as (loopback, url, browser):
        waiter = asyncio.create_task(loopback.query())
        await browser.get(f"{url}?code=abc")
        await waiter
        with pytest.raises(httpx.ConnectError):
            await browser.get(f"{url}?code=again")
