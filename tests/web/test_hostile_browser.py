"""What a browser says of where it runs is not believed: the program as it is served, and a browser that lies."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from server import Settings, create_app, sqlite_url
from tests.support.ports import free_port
from tests.web.hostile import UPDATE, Hostile, packet, registration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Receive, Scope, Send

ROOT = Path(__file__).parents[2]
VISITOR = "192.0.2.7"


class Recording:
    """An application, and what it was asked: method and path, X-Forwarded-For."""

    def __init__(self, folder: Path) -> None:
        self._app = create_app(
            Settings(database=sqlite_url(folder / "s.sqlite3"), demo=True, demo_light_passwords=True)
        )
        self.asked: list[tuple[str, str | None]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/v1"):
            headers = dict(scope["headers"])
            self.asked.append(
                (f"{scope['method']} {scope['path']}", headers.get(b"x-forwarded-for", b"").decode() or None)
            )
        await self._app(scope, receive, send)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Recording, str]]:
    recording = Recording(tmp_path_factory.mktemp("api"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(recording, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield recording, f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def host(api: tuple[Recording, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The program, served; and where what it does to its machine is noted."""
    folder = tmp_path_factory.mktemp("host")
    noted = folder / "noted"
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "main.py", "--web", "--port", str(port), "--api-url", api[1]],
        cwd=ROOT,
        env=os.environ
        | {
            "PYTHONPATH": f"{Path(__file__).with_name('audited')}",
            "PYTHON_KEYRING_BACKEND": "told_keyring.Keyring",
            "AUDITED_IN": str(noted),
            "PYTHONUTF8": "1",
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert "http://" in process.stdout.readline()
    noted.write_text("")  # what it listens on for browsers is its own affair
    yield port, noted
    process.terminate()
    process.communicate(timeout=30)


LIES: list[dict[str, Any]] = [
    {"web": False, "platform": "linux"},
    {"web": False, "platform": "windows"},
    {"web": False, "platform": "macos"},
    {"web": False, "platform": "android"},
    {"web": False, "platform": "ios"},
    {"web": None, "platform": "linux"},
    {"web": 0, "platform": "linux", "pyodide": True, "client_ip": "198.51.100.1"},
    {"web": "false", "platform": "linux", "_web": False, "_values": {"web": False}},
]


@pytest.mark.parametrize("lie", LIES, ids=str)
async def test_a_browser_that_says_it_is_a_window(
    api: tuple[Recording, str], host: tuple[int, Path], lie: dict[str, Any]
) -> None:
    """It is served as a browser: neither keyring, port, program nor another's address is to be had."""
    port, noted = host
    recording = api[0]
    recording.asked.clear()
    async with Hostile(port, **{"X-Forwarded-For": VISITOR}) as browser:
        await browser.say(registration(route="/connexion", **lie))
        await browser.press(await browser.finds("FranceConnect"))
        opened = await browser.asked_for("launch_url")
    assert "franceconnect" in repr(opened)
    assert noted.read_text() == ""
    assert {address for _, address in recording.asked} == {VISITOR}
    assert "POST /v1/franceconnect/authorizations" in {asked for asked, _ in recording.asked}


@pytest.mark.parametrize(
    "props",
    [{"web": False}, {"client_ip": "198.51.100.1"}, {"_values": {}}, {"_Page__session": None}],
    ids=str,
)
async def test_a_browser_that_changes_its_mind(
    api: tuple[Recording, str], host: tuple[int, Path], props: dict[str, Any]
) -> None:
    """Nor does what it says later change what the host knows: the socket ends there."""
    port, noted = host
    api[0].asked.clear()
    async with Hostile(port, **{"X-Forwarded-For": VISITOR}) as browser:
        # At once after the first message, before the page is filled.
        await browser.say(registration(route="/connexion"))
        await browser.say(packet(UPDATE, {"id": 1, "props": props}))
        await asyncio.wait_for(browser.socket.wait_closed(), 60)
    assert browser.socket.close_code == 1008
    assert noted.read_text() == ""
    assert {address for _, address in api[0].asked} <= {VISITOR}


@pytest.mark.parametrize("method", ["PUT", "POST", "GET"])
@pytest.mark.parametrize("path", ["/upload?f=../noted", "/ws/upload?f=x", "/oauth_callback?code=1&state=2"])
def test_nothing_is_uploaded(host: tuple[int, Path], method: str, path: str) -> None:
    """Flet's own ways for files and foreign sign-ins are not there."""
    with socket.create_connection(("127.0.0.1", host[0]), 30) as line:
        head = (
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{host[0]}",
            "Connection: close",
            "Content-Length: 1",
        )
        line.sendall("\r\n".join([*head, "", "x"]).encode())
        status = line.makefile("rb").readline()
    assert b" 405 " in status if method != "GET" else b" 200 " in status  # the page, as for any route
