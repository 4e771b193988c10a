"""The host names that a host answers to: a page elsewhere can have its own name lead here (DNS rebinding)."""

from __future__ import annotations

import ipaddress
import logging
import re
from typing import TYPE_CHECKING, Final

from hosting.quota import LogThrottle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

_log = logging.getLogger(__name__)

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
ANY: Final = "*"
VARIABLE: Final = "MON_COMPTE_HOSTS"
_EVERYWHERE: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on
_NAME: Final = re.compile(
    r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*"
)
_WITH_PORT: Final = re.compile(r"(\[[^\[\]]*\]|[^\[\]:]*)(?::\d{0,5})?")
_MISDIRECTED: Final = 421


def canonical(name: str) -> str:
    """Return the one spelling of a name or an address: lower case, IDN in ASCII, no dot at the end, no brackets.

    Raises:
        ValueError: it is neither a name nor an address.
    """
    text = name.strip().removesuffix(".")
    try:
        address = ipaddress.ip_address(text.removeprefix("[").removesuffix("]") if text[:1] == "[" else text)
    except ValueError:
        pass
    else:
        return str(address)
    try:
        travelling = text.lower() if text.isascii() else text.encode("idna").decode().lower()
    except UnicodeError:
        raise ValueError(name) from None
    if not _NAME.fullmatch(travelling):
        raise ValueError(name)
    return travelling


def accepted_names(named: Iterable[str], listening: str) -> tuple[str, ...]:
    """Return the names that a host answers to: those of its settings and the one it listens on, else this machine's.

    Args:
        named: names, addresses, `*.domain` for every name below a domain, or `*` alone for every name.
        listening: the address to listen on, as it was given.
    """
    names = tuple(named) or LOOPBACK
    if listening in _EVERYWHERE:
        return names
    return tuple(dict.fromkeys((*names, canonical(listening))))


class Names:
    """ASGI middleware that answers to the host's own names alone."""

    def __init__(self, app: ASGIApp, *, names: Iterable[str]) -> None:
        """Wrap an application.

        Args:
            app: the application.
            names: as `accepted_names` gives them.
        """
        self._app = app
        every = tuple(names)
        self._any = ANY in every
        self._names = frozenset(every)
        self._domains = tuple(name[1:] for name in every if name.startswith("*."))
        self._log_throttle = LogThrottle()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, or refuse it."""
        if self._any or scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        asked = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(asked) == 1 and self._accepts(asked[0]):
            await self._app(scope, receive, send)
            return
        told = asked[0][:100] if asked else ""
        if self._log_throttle.allows(told):
            _log.warning("refused the host name %r: add it to %s if it is one of yours", told, VARIABLE)
        if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008})
            return
        from starlette.responses import PlainTextResponse

        answer = PlainTextResponse(
            "Ce nom n’est pas celui d’un service de cette machine. This host name is not served here.\n",
            _MISDIRECTED,
            headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
        )
        await answer(scope, receive, send)

    def _accepts(self, host: str) -> bool:
        parts = _WITH_PORT.fullmatch(host)
        try:
            name = canonical(parts[1]) if parts else ""
        except ValueError:
            return False
        return name in self._names or (bool(self._domains) and name.endswith(self._domains))
