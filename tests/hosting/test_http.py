"""The bounds of a connection, on real sockets and with small numbers."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Any, Self

import pytest
import uvicorn

from hosting.http import Config, Limits
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Receive, Scope, Send

_REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Read the body and answer with its size; /large answers with more than a socket holds, /who with the client."""
    assert scope["type"] == "http"
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    body = {"/large": b"x" * 50_000_000, "/who": scope["client"][0].encode()}.get(
        scope["path"], str(size).encode()
    )
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@contextlib.contextmanager
def serving(*, family: int = socket.AF_INET, **limits: Any) -> Iterator[int]:
    config = Config(application, Limits(**{"grace_seconds": 1} | limits), lifespan="off")
    both = family == socket.AF_INET6
    address = ("::" if both else "127.0.0.1", 0)
    with socket.create_server(address, family=family, dualstack_ipv6=both) as listener:
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(head_bytes=4000) as port:
        yield port


class Line:
    """A connection to the host."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def say(self, data: bytes) -> Line:
        with contextlib.suppress(OSError):  # closed meanwhile: the answer shows why
            self._socket.sendall(data)
        return self

    def answer(self) -> bytes:
        """Return the next bytes; none where the connection is closed."""
        with contextlib.suppress(ConnectionError):
            return self._socket.recv(65536)
        return b""


def status(answer: bytes) -> bytes:
    return answer[9:12]


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"x" * 5000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * 5000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-Many: x\r\n" * 600 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X" * 5000 + b": x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
        + b"X-Trailer: x\r\n" * 500
        + b"\r\n",
    ],
    ids=["line", "field", "fields", "name", "trailers"],
)
def test_a_head_has_a_size(port: int, head: bytes) -> None:
    """A head that is too long in any way is refused, and its connection closed; others are answered."""
    with Line(port) as line:
        answer = line.say(head).answer()
        assert status(answer) == b"431" or answer == b""
        assert line.answer() == b""
    with Line(port) as other:
        assert status(other.say(_REQUEST).answer()) == b"200"


def test_a_head_that_never_ends_is_not_read_on(port: int) -> None:
    """A client that streams one endless field is soon cut off."""
    with Line(port) as line:
        line.say(b"GET / HTTP/1.1\r\nX: ")
        for _ in range(1000):
            line.say(b"x" * 10_000)
        assert line.answer()[:12] in {b"HTTP/1.1 431", b""}


def test_a_head_within_bounds_in_pieces(port: int) -> None:
    """A long head within the bounds is read, in whatever pieces it comes, and a second one on the same connection."""
    with Line(port) as line:
        for _ in range(3):
            for byte in _REQUEST.replace(b"\r\n\r\n", b"\r\nX: " + b"x" * 300 + b"\r\n\r\n"):
                line.say(bytes([byte]))
            assert status(line.answer()) == b"200"


def test_many_requests_at_once_are_answered(port: int) -> None:
    """Pipelined requests are counted one by one."""
    with Line(port) as line:
        line.say((_REQUEST.replace(b"\r\n\r\n", b"\r\nX: " + b"x" * 1000 + b"\r\n\r\n")) * 20)
        answers = b""
        while answers.count(b"200 OK") < 20:
            piece = line.answer()
            assert piece
            answers += piece


@pytest.mark.parametrize("said", [b"", b"GET /", b"GET / HTTP/1.1\r\nHost: local", b"\r\n"])
def test_a_head_has_a_time(said: bytes) -> None:
    """A client that sends nothing, or half a head, is disconnected."""
    with serving(head_seconds=0.2) as port, Line(port) as line:
        assert line.say(said).answer() == b""


def test_a_second_head_has_a_time_too() -> None:
    """The second request of a connection has the same bounds as the first."""
    with serving(head_seconds=0.2) as port, Line(port) as line:
        assert status(line.say(_REQUEST).answer()) == b"200"
        assert line.say(b"GET / HT").answer() == b""


@pytest.mark.parametrize(
    "request_",
    [b"Content-Length: 10\r\n\r\n12345", b"Transfer-Encoding: chunked\r\n\r\n5\r\n123"],
    ids=["length", "chunked"],
)
def test_a_body_has_a_time(request_: bytes) -> None:
    """A client that sends half a body is disconnected."""
    with serving(body_seconds=0.2) as port, Line(port) as line:
        assert line.say(b"POST / HTTP/1.1\r\nHost: localhost\r\n" + request_).answer() == b""


def test_an_answer_that_nobody_takes() -> None:
    """A client that reads nothing of a large answer is disconnected, and the answer dropped."""
    with serving(answer_seconds=0.2) as port, Line(port) as line:
        # The first piece tells that the connection was taken up: before, the host holds none either.
        taken = len(line.say(_REQUEST.replace(b"GET /", b"GET /large")).answer())
        while not _closed_for(port, line):
            pass
        while piece := line.answer():
            taken += len(piece)
        assert taken < 50_000_000


def _closed_for(port: int, line: Line) -> bool:
    """Return whether the host holds no connection but the one that asks."""
    import psutil

    own = line._socket.getsockname()
    return not any(
        each.raddr and tuple(each.raddr) == own and each.status == psutil.CONN_ESTABLISHED
        for each in psutil.Process().connections("tcp")
        if each.laddr and each.laddr.port == port
    )


def test_the_silent_make_room() -> None:
    """When all connections are taken, silent ones are closed, and a new client is answered."""
    with serving(connections=5) as port, contextlib.ExitStack() as there:
        silent = [there.enter_context(Line(port)) for _ in range(5)]
        silent[4].say(b"GET / HTTP")
        for _ in range(4):
            asking = there.enter_context(Line(port))
            assert status(asking.say(_REQUEST).answer()) == b"200"
        assert silent[0].answer() == b""


def test_one_address_has_so_many_connections() -> None:
    """An address may open so many connections and no more; a proxy may open more."""
    limits = {"connections_per_address": 2}
    with serving(**limits, trusted_proxies=()) as port, contextlib.ExitStack() as there:
        for _ in range(2):
            assert status(there.enter_context(Line(port)).say(_REQUEST).answer()) == b"200"
        refused = there.enter_context(Line(port)).say(_REQUEST).answer()
        assert status(refused) == b"503" or refused == b""
    with serving(**limits) as port, contextlib.ExitStack() as there:
        for _ in range(4):
            assert status(there.enter_context(Line(port)).say(_REQUEST).answer()) == b"200"


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="no IPv6 that takes IPv4 too")
def test_a_proxy_is_known_where_both_kinds_of_addresses_are_listened_on() -> None:
    """On `::` the system writes an IPv4 address as IPv6: a proxy on this machine is still trusted."""
    request = (
        b"GET /who HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.9\r\nConnection: close\r\n\r\n"
    )
    with serving(family=socket.AF_INET6) as port, Line(port) as line:
        line.say(request)
        assert b"".join(iter(line.answer, b"")).endswith(b"203.0.113.9")
