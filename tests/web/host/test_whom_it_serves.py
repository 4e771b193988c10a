"""The program as it is served: under its own names, and telling the server whom it serves."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn

from server import Settings, create_app, sqlite_url
from tests.support.plain import PLAIN
from tests.support.processes import Web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.types import Receive, Scope, Send

VISITOR = "192.0.2.7"


class Recording:
    """A server, and whom it was asked for: the X-Forwarded-For of each request."""

    def __init__(self, folder: Path) -> None:
        database = sqlite_url(folder / "server.sqlite3")
        self._app = create_app(Settings(database=database, demo=True, demo_light_passwords=True))
        self.served: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.served.append(dict(scope["headers"]).get(b"x-forwarded-for", b"").decode())
        await self._app(scope, receive, send)


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Recording, Web]]:
    folder = tmp_path_factory.mktemp("served")
    recorded = Recording(folder)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(recorded, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        web = Web(folder, f"http://127.0.0.1:{listener.getsockname()[1]}").start()
        yield recorded, web
        web.stop()
        server.should_exit = True
        thread.join()


def test_the_server_is_told_whom_the_program_serves(recording: tuple[Recording, Web]) -> None:
    """Its limits are counted by the visitor, not by the host; each page by its own."""
    recorded, web = recording
    with httpx.Client(base_url=web.url, verify=PLAIN, timeout=60) as client:
        for address in (VISITOR, "2001:db8::7"):
            recorded.served.clear()
            answer = client.get("/mon-compte", headers={"X-Forwarded-For": address})
            assert answer.status_code == 303
            assert set(recorded.served) == {address}
            client.cookies.clear()


@pytest.mark.parametrize("host", ["ailleurs.example", "127.0.0.1.ailleurs.example", ""])
def test_other_names_are_refused(recording: tuple[Recording, Web], host: str) -> None:
    """A page elsewhere can have its own name lead here: it is not answered as one of the host's own."""
    web = recording[1]
    with httpx.Client(base_url=web.url, verify=PLAIN, timeout=60) as client:
        for send in (client.get, client.post):
            answer = send("/connexion", headers={"Host": host, "Origin": f"http://{host}"})
            assert answer.status_code in {400, 421}
