"""Why no answer came, as far as this device can know."""

import errno
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress

import httpx

from api_client.errors import ConnectionFailed, NoNetwork, ServerDown, TimedOut

# Addresses kept for documentation (RFC 5737, RFC 3849): nobody has them, and the way to them is that to anywhere.
_ANYWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
_ANSWERED = frozenset({errno.ECONNREFUSED, errno.ECONNRESET})
_NO_WAY = frozenset({errno.ENETUNREACH, errno.ENETDOWN})


def has_route() -> bool:
    """Tell whether this device has a way to any other. Nothing is sent: the system only looks the way up."""
    for family, address in _ANYWHERE:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
            return True
    return False


def failure_of(
    error: httpx.TransportError, *, own_line: bool, routed: Callable[[], bool] = has_route
) -> ConnectionFailed:
    """Return the failure that an exchange ended with.

    Args:
        error: what the exchange ended with.
        own_line: whether the line to the server is the person's own: it is not on a host of browsers, which the
            person has reached, nor towards a server on this very machine.
        routed: tells whether this device has a way to any other.
    """
    name = type(error).__name__
    if isinstance(error, httpx.ReadTimeout | httpx.WriteTimeout | httpx.PoolTimeout):
        return TimedOut(name)
    causes = [cause for cause in _causes(error) if isinstance(cause, OSError)]
    numbers = {cause.errno for cause in causes}
    if not own_line or isinstance(error, httpx.RemoteProtocolError) or numbers & _ANSWERED:
        return ServerDown(name)
    # A resolver that does not answer is out of reach as everything is; a name that it does not know may be mistyped.
    unresolved = any(
        isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN for cause in causes
    )
    if unresolved or numbers & _NO_WAY or not routed():
        return NoNetwork(name)
    return ConnectionFailed(name)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all that led to it, each once."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop()
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += (cause.__cause__, cause.__context__)
        if isinstance(cause, BaseExceptionGroup):
            waiting += cause.exceptions
