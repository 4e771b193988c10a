"""The host of HTML pages in this process, and who visits it."""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from hosting.http import Config, Limits
from launch.web.socket import BoundedSocket
from tests.web.host.program import Told, program
from web.app import create_app
from web.bounds import Bounds
from web.document import Product

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Serving:
    """A host, and what its program was told."""

    port: int
    told: Told

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def serving(**bounds: Any) -> Iterator[Serving]:
    """Serve the small program with these bounds."""
    told = Told()
    product = Product(
        name="Essai",
        texts={"/robots.txt": "User-agent: *\n"},
        redirects={"/.well-known/x": "/form"},
        told={"zone": "choix"},
    )
    app = create_app(program(told), product=product, bounds=Bounds(**bounds), version="1")
    config = Config(app, Limits(grace_seconds=1), ws=BoundedSocket)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield Serving(listener.getsockname()[1], told)
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def host() -> Iterator[Serving]:
    with serving() as served:
        yield served
