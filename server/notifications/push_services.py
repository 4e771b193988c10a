"""The push services of browsers: a browser names the address of its own, and so this server is led where others say.

It goes to public addresses by https alone, to the very address that was looked at, and follows nobody further.
"""

from __future__ import annotations

import ipaddress
import socket
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import httpcore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST: Final = 2000
"""Characters of the address of a subscription."""

_CONNECT_S: Final = 5.0
_ANSWER_S: Final = 10.0
_HTTPS: Final = 443
_GONE: Final = frozenset({404, 410})
_LATER: Final = frozenset({408, 425, 429})
_SERVER_FAILED: Final = 500
_FINE: Final = range(200, 300)


class Outcome(Enum):
    """What came of a push."""

    TAKEN = auto()
    """The push service has it."""
    GONE = auto()
    """The browser is not there any more."""
    LATER = auto()
    """The push service does not take it now."""
    REFUSED = auto()
    """It never will."""


class NotPublic(httpcore.ConnectError):
    """The name of a push service leads into a network that is not the internet."""


class PushServices:
    """The way to push services.

    Args:
        own: origins of push services within one's own network, by http too; any other is a public one by https.
    """

    def __init__(self, own: Iterable[str] = ()) -> None:
        self._own = frozenset(own)
        within = frozenset(parts.hostname for parts in map(urlsplit, self._own) if parts.hostname)
        self._pool = httpcore.ConnectionPool(
            network_backend=_Public(within), max_connections=10, keepalive_expiry=30.0
        )

    def may_be_one(self, endpoint: str) -> bool:
        """Return whether an address can be that of a push service; where its name leads is seen as it is used."""
        if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
            return False
        try:
            parts = urlsplit(endpoint)
            origin = f"{parts.scheme}://{parts.netloc}"
            port = parts.port or _HTTPS
        except ValueError:
            return False
        if not parts.hostname or parts.username is not None or parts.password is not None:
            return False
        if origin in self._own:
            return True
        return (
            parts.scheme == "https"
            and port == _HTTPS
            and "." in parts.hostname
            and not _is_address(parts.hostname)
        )

    def send(self, endpoint: str, headers: Mapping[str, str], content: bytes) -> Outcome:
        """Hand a sealed message over, and return what came of it; the answer itself is not read."""
        if not self.may_be_one(endpoint):
            return Outcome.REFUSED
        timeout = {"connect": _CONNECT_S, "read": _ANSWER_S, "write": _ANSWER_S, "pool": _ANSWER_S}
        try:
            with self._pool.stream(
                "POST",
                endpoint,
                headers=list(headers.items()),
                content=content,
                extensions={"timeout": timeout},
            ) as answer:
                status = answer.status
        except NotPublic:
            return Outcome.REFUSED
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError):
            return Outcome.LATER
        if status in _FINE:
            return Outcome.TAKEN
        if status in _GONE:
            return Outcome.GONE
        return Outcome.LATER if status in _LATER or status >= _SERVER_FAILED else Outcome.REFUSED

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


class _Public(httpcore.NetworkBackend):
    """Connections to public addresses: a name is looked up once, and what was looked at is what is connected to."""

    def __init__(self, within: frozenset[str]) -> None:
        self._within = within
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the addresses of a host."""
        try:
            found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(type(error).__name__)) from None
        if host not in self._within and not all(map(_is_public, found)):
            raise NotPublic
        return self._sockets.connect_tcp(found[0], port, timeout, local_address, socket_options)


def _is_public(address: str) -> bool:
    read = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(read, "ipv4_mapped", None) or getattr(read, "sixtofour", None) or read
    return read.is_global and inner.is_global and not read.is_multicast


def _is_address(host: str) -> bool:
    # As systems read them: 2130706433 and 0x7f.1 are addresses, too.
    try:
        socket.inet_aton(host)
    except OSError:
        return ":" in host
    return True
