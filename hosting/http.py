"""HTTP over uvicorn, with the bounds that it lacks.

uvicorn 0.54 reads a head of any length for as long as it comes (httptools copies a field again at each piece, so that
the time grows with the square of its length), waits for a body for ever, and counts connections only to answer 503.
`h11` bounds the head but not the time, and is several times slower.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from hosting.addresses import Trusted, plain_client, site_of
from hosting.ending import end_within
from hosting.quota import LogThrottle

if TYPE_CHECKING:
    import asyncio

_log = logging.getLogger(__name__)

KEEP_IDLE_S: Final = 75
"""Seconds that a connection may stay idle: a little longer than the program keeps it, so that the program ends it."""

_ANSWERS: Final = {
    431: b"Request Header Fields Too Large",
    503: b"Service Unavailable",
}
# The share of a process's open files that connections may take; the rest is for databases, logs and files.
_SHARE_OF_FILES: Final = 3 / 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds that one process sets to its clients.

    Attributes:
        connections: open at once; fewer where the system allows few files. At that number the connection that has been
            silent for longest is closed: a new client is served, one that only holds a place is not.
        connections_per_address: of one address, or of one subscriber's IPv6 network; proxies are not counted.
        head_bytes: size of a request's line and fields.
        head_seconds: from the first byte of a request, or from the connection, to the end of the head.
        body_seconds: from there to the end of the body: 256 kB on a slow line.
        answer_seconds: how long a client may take nothing of an answer.
        grace_seconds: left to requests under way when the process is told to stop.
        trusted_proxies: addresses and networks of proxies.
    """

    connections: int = 1000
    connections_per_address: int = 100
    head_bytes: int = 16 * 1024
    head_seconds: float = 15
    body_seconds: float = 90
    answer_seconds: float = 60
    grace_seconds: int = 10
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")


class Config(uvicorn.Config):
    """uvicorn's settings, as every host of the project has them."""

    def __init__(self, app: Any, limits: Limits, **more: Any) -> None:  # noqa: ANN401 - uvicorn's own
        """Take the application, its bounds, and further settings of uvicorn."""
        self.limits = limits
        more = {"timeout_keep_alive": KEEP_IDLE_S, "access_log": False, "server_header": False} | more
        super().__init__(
            app,
            http=BoundedHttp,
            log_config=None,
            timeout_graceful_shutdown=limits.grace_seconds,
            **more,
        )

    def load(self) -> None:
        """Load the application, in the process that serves it."""
        super().load()
        end_within(self.limits.grace_seconds)
        self.connections = Connections(self.limits)


class Connections:
    """The connections of one process."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._most = min(limits.connections, max(1, int(_files() * _SHARE_OF_FILES)))
        self._proxies = Trusted(limits.trusted_proxies)
        self._there: Counter[str] = Counter()
        self._waiting: dict[BoundedHttp, None] = {}
        self._sites: dict[BoundedHttp, str] = {}
        self._log_throttle = LogThrottle()

    def admit(self, connection: BoundedHttp, address: str) -> bool:
        """Count a connection, or return False where it is one too many."""
        site = "" if address in self._proxies else site_of(address)
        if site and self._there[site] >= self.limits.connections_per_address:
            self._say("too many connections of one address: some are refused")
            return False
        if len(self._sites) >= self._most:
            self._say("too many connections: those that say nothing are closed")
            longest = next(iter(self._waiting), None)
            if longest is None:
                return False
            longest.abandon()
        self._sites[connection] = site
        self._there[site] += 1
        return True

    def wait(self, connection: BoundedHttp) -> None:
        """Note that a connection waits for a request."""
        if connection in self._sites:
            self._waiting[connection] = None

    def heard(self, connection: BoundedHttp) -> None:
        """Note that a connection sent a request."""
        self._waiting.pop(connection, None)

    def leave(self, connection: BoundedHttp) -> None:
        """Stop counting a connection."""
        self._waiting.pop(connection, None)
        site = self._sites.pop(connection, None)
        if site is not None:
            self._there[site] -= 1
            if not self._there[site]:
                del self._there[site]

    def _say(self, what: str) -> None:
        if self._log_throttle.allows(what):
            _log.warning("%s (limits: docs/operating.md)", what)


class BoundedHttp(HttpToolsProtocol):
    """One connection, with its bounds."""

    def __init__(self, config: Config, *arguments: Any, **more: Any) -> None:
        super().__init__(config, *arguments, **more)
        self._limits = config.limits
        self._connections = config.connections
        self._in_head = True
        self._head = 0
        self._status = 400
        self._timers: dict[str, asyncio.TimerHandle] = {}

    # What asyncio calls

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's
        """Admit the connection, or refuse it."""
        super().connection_made(transport)
        self.client = plain_client(self.client)
        if self._connections.admit(self, self.client[0] if self.client else ""):
            self._connections.wait(self)
            self._time("head", self._limits.head_seconds)
        else:
            self._refuse(503)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop its timers and stop counting it."""
        self._forget()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what came, and bound the head."""
        if self.transport.is_closing():
            return
        if self._in_head:
            self._head += len(data)
            if "head" not in self._timers:
                self._time("head", self._limits.head_seconds)
        super().data_received(data)
        # A piece may end one request and begin the next: only what exceeds the bound by more than a piece is too much.
        if (
            self._in_head
            and self._head > self._limits.head_bytes + len(data)
            and not self.transport.is_closing()
        ):
            self._refuse(431)

    def pause_writing(self) -> None:
        """Start the timer of an answer that is taken more slowly than it is made."""
        super().pause_writing()
        self._time("answer", self._limits.answer_seconds)

    def resume_writing(self) -> None:
        """Stop the timer of the answer."""
        self._stop("answer")
        super().resume_writing()

    # What the parser calls

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._in_head, self._parsed = True, 0

    def on_url(self, url: bytes) -> None:
        """Count a part of the request line."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header field."""
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """End the head, and start the timer of the body."""
        self._in_head, self._head = False, 0
        self._stop("head")
        self._connections.heard(self)
        self._time("body", self._limits.body_seconds)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """End the request."""
        self._in_head = True
        self._stop("body")
        super().on_message_complete()

    # What uvicorn calls

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        if not self.pipeline:
            self._connections.wait(self)

    def handle_websocket_upgrade(self) -> None:
        """Stop the bounds of HTTP: a WebSocket has bounds of its own."""
        self._forget()
        super().handle_websocket_upgrade()

    def send_400_response(self, msg: str) -> None:
        """Refuse what could not be read."""
        if self._status in _ANSWERS:
            self._refuse(self._status)
        else:
            super().send_400_response(msg)

    def abandon(self) -> None:
        """Close the connection at once."""
        self._forget()
        self.transport.abort()

    def _count(self, size: int) -> None:
        self._parsed += size
        if self._parsed > self._limits.head_bytes:
            self._status = 431
            raise ValueError("a head too large")

    def _refuse(self, status: int) -> None:
        answer = b"HTTP/1.1 %d %s\r\nconnection: close\r\ncontent-length: 0\r\n\r\n" % (
            status,
            _ANSWERS[status],
        )
        self.transport.write(answer)
        self.transport.close()

    def _time(self, what: str, seconds: float) -> None:
        self._stop(what)
        self._timers[what] = self.loop.call_later(seconds, self.abandon)

    def _stop(self, what: str) -> None:
        if timer := self._timers.pop(what, None):
            timer.cancel()

    def _forget(self) -> None:
        for what in list(self._timers):
            self._stop(what)
        self._connections.leave(self)


def _files() -> int:
    """Return how many files this process may open, after raising the limit as far as it may."""
    if sys.platform == "win32":
        return 8192
    import resource

    granted, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8192 if most == resource.RLIM_INFINITY else min(8192, most)
    if granted != resource.RLIM_INFINITY and granted < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
        granted = wanted
    return 8192 if granted == resource.RLIM_INFINITY else granted
