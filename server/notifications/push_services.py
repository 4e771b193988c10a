"""The push services of browsers: a browser names the address of its own, and so this server is led where others say.

It goes to public addresses by https alone, to the very address that was looked at, and follows nobody further.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpcore

from server.http.outward import NotAllowed, Outward, is_address, is_public

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


class PushServices:
    """The way to push services.

    Args:
        own: origins of push services within one's own network, by http too; any other is a public one by https.
    """

    def __init__(self, own: Iterable[str] = ()) -> None:
        self._own = frozenset(own)
        within = frozenset(parts.hostname for parts in map(urlsplit, self._own) if parts.hostname)
        self._pool = httpcore.ConnectionPool(
            network_backend=Outward(lambda host, address: host in within or is_public(address)),
            max_connections=10,
            keepalive_expiry=30.0,
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
            and not is_address(parts.hostname)
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
        except NotAllowed:
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
