"""A receiver of webhooks over a real socket: it takes, refuses, hangs, or cuts the line."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from standardwebhooks.webhooks import Webhook

if TYPE_CHECKING:
    from collections.abc import Iterator

HANGS = 0
CUTS = -1


@dataclass
class Received:
    """A message as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def message_id(self) -> str:
        return self.headers["webhook-id"]

    def verified(self, secret: str) -> Any:
        """Return what it says, checked by the library of the standard, which raises where it is not signed so."""
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Receiver:
    """What came, and what is answered next: statuses, `HANGS`, `CUTS`; 204 once there are none."""

    port: int
    answers: list[int] = field(default_factory=list)
    came: list[Received] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/dossiers"

    @property
    def taken(self) -> list[str]:
        """The ids that came, each once."""
        return list(dict.fromkeys(each.message_id for each in self.came))


@contextmanager
def webhook_receiver(port: int = 0) -> Iterator[Receiver]:
    """Run a receiver until the end of the block."""
    receiver = Receiver(port)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.came.append(Received(self.path, headers, body))
            status = receiver.answers.pop(0) if receiver.answers else 204
            if status == HANGS:
                receiver.let_go.wait(60)
            if status in {HANGS, CUTS}:
                self.wfile.write(b"HTTP/1.1 2")
                self.close_connection = True
                return
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"http://127.0.0.1:{receiver.port}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()
