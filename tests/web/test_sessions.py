"""Sessions are freed: these run the host in this process, to see what it still holds."""

import asyncio
import contextlib
import gc
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Thread
from weakref import WeakSet

import flet as ft
import pytest
import uvicorn
from flet.messaging.protocol import Message, MessageAction, SessionCrashedBody
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from benchmarks.visitor import Visitor
from launch.web import WebSettings, create_app
from launch.web.sessions import CRASHED, Visit
from tests.flet.bare import let_the_next_host_evict

UNLUCKY, SECRET = "192.0.2.66", "2850559123456"


@dataclass
class Host:
    port: int
    loop: asyncio.AbstractEventLoop
    pages: WeakSet[ft.Page]


async def eventually(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(40):
        while not condition():  # noqa: ASYNC110 - the collector does not tell when it is done
            await asyncio.sleep(0.1)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    pages: WeakSet[ft.Page] = WeakSet()

    async def main(page: ft.Page) -> None:
        pages.add(page)
        if page.client_ip == UNLUCKY:
            raise ValueError(SECRET)
        page.add(ft.Text("Bonjour"))
        with contextlib.suppress(Exception):  # the page goes on talking while its visitor leaves
            for _ in range(20):
                page.title = "x" * 500_000
                page.update()
                await asyncio.sleep(0)

    let_the_next_host_evict()
    settings = WebSettings(resume_seconds=1, cache=tmp_path_factory.mktemp("cache"))
    app = create_app(main, settings=settings)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="websockets-sansio"))
    loop = asyncio.new_event_loop()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = Thread(target=loop.run_until_complete, args=(server.serve([listener]),))
        serving.start()
        while not server.started:  # its own tasks are then there, and counted with no visitor's
            time.sleep(0.01)
        yield Host(listener.getsockname()[1], loop, pages)
        server.should_exit = True
        serving.join()
    loop.close()


async def test_sessions_of_dropped_visitors_are_freed(host: Host) -> None:
    """Visitors who vanish while the page is sending leave nothing behind (Flet 1.0.5 keeps some for good)."""
    async with contextlib.AsyncExitStack() as leaving:
        for _ in range(10):
            await leaving.enter_async_context(Visitor(host.port))
        assert len(host.pages) == 10
    # Flet's own context holds on to the page it served last, and to no other.
    await eventually(lambda: gc.collect() >= 0 and len(host.pages) <= 1)


async def test_a_socket_that_never_says_who_it_is_ends(host: Host) -> None:
    """A port scan does not pile up waiting tasks."""
    before = len(asyncio.all_tasks(host.loop))
    address = f"127.0.0.1:{host.port}"
    for _ in range(3):
        async with connect(f"ws://{address}/ws", origin=Origin(f"http://{address}")):
            pass
    await eventually(lambda: len(asyncio.all_tasks(host.loop)) <= before)


@pytest.mark.parametrize("origin", [None, "https://ailleurs.example", "http://127.0.0.1:1", "http://["])
async def test_pages_of_other_hosts_open_no_session(host: Host, origin: str | None) -> None:
    """A site that somebody visits cannot open a session here in their name."""
    with pytest.raises(InvalidStatus) as refused:
        async with connect(f"ws://127.0.0.1:{host.port}/ws", origin=Origin(origin) if origin else None):
            pass
    assert refused.value.response.status_code == 403


async def test_visitor_address_reaches_the_page(host: Host) -> None:
    """Behind a proxy on this machine, the page is told whom it serves, for the limits of the server."""
    async with Visitor(host.port, proxied_for="192.0.2.7"):
        assert "192.0.2.7" in {page.client_ip for page in host.pages}


async def test_what_went_wrong_is_for_the_log_alone(host: Host) -> None:
    """A defect is told in French, without the words of the exception: they may hold what was typed."""
    async with Visitor(host.port, proxied_for=UNLUCKY) as visitor:
        told = visitor.heard[-1]
    assert CRASHED.encode() in told
    assert SECRET.encode() not in told


async def test_what_a_screen_says_is_for_no_log(host: Host, caplog: pytest.LogCaptureFixture) -> None:
    """Flet writes out whatever it sends, for whoever asks its log for everything: it finds the kind of message."""
    with caplog.at_level("DEBUG", logger="flet_transport"):
        async with Visitor(host.port):
            pass
    assert "send_message: PATCH_CONTROL" in caplog.text
    assert "Bonjour" not in caplog.text


async def test_what_is_drawn_while_the_browser_leaves_is_dropped() -> None:
    """It ends no drawing: a browser that comes back finds a page that still changes."""
    gone = asyncio.Event()
    gone.set()
    ended = Visit(lambda _: None, gone, resume_seconds=1)  # as after its socket: without a queue
    ended.send_message(Message(MessageAction.SESSION_CRASHED, SessionCrashedBody("")))
