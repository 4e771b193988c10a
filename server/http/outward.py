"""The way out to addresses that others named: to the very address that was looked at, within a time, to nobody further.

What a browser or a program says leads this server, and so it may lead into networks that are nobody's business.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable


class NotAllowed(httpcore.ConnectError):
    """The name leads into a network where nobody is to be led."""


class Outward(httpcore.NetworkBackend):
    """Connections to allowed addresses: a name is looked up once, and what was looked at is what is connected to.

    Args:
        allows: whether to connect to an address, for the name that led to it.
        until: when all must be over, by the monotonic clock; None for no such time.
    """

    def __init__(self, allows: Callable[[str, str], bool], until: float | None = None) -> None:
        self._allows = allows
        self._until = until
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the addresses of a host.

        Raises:
            NotAllowed: one of them is not to be connected to.
            httpcore.ConnectError: there is none, or it does not answer.
        """
        try:
            found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(type(error).__name__)) from None
        if not all(self._allows(host, address) for address in found):
            raise NotAllowed
        stream = self._sockets.connect_tcp(found[0], port, timeout, local_address, socket_options)
        return stream if self._until is None else _Bounded(stream, self._until)


class _Bounded(httpcore.NetworkStream):
    """A stream that ends at a time, however often a little comes."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Bounded(
            self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._until
        )

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(left, timeout)


def is_public(address: str) -> bool:
    """Return whether an address is one of the internet."""
    read = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(read, "ipv4_mapped", None) or getattr(read, "sixtofour", None) or read
    return read.is_global and inner.is_global and not read.is_multicast


def is_address(host: str) -> bool:
    """Return whether a host is an address, as systems read them: 2130706433 and 0x7f.1 are, too."""
    try:
        socket.inet_aton(host)
    except OSError:
        return ":" in host
    return True
