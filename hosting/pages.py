"""Requests that a page of another site has a browser send: it can send them anywhere, but not read the answers."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from hosting.quota import LogThrottle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

_log = logging.getLogger(__name__)

_CHANGES_NOTHING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
# "none" is no page's request: a typed address, a bookmark.
_OWN: Final = frozenset({"same-origin", "none"})
_FORBIDDEN: Final = 403


class OwnPages:
    """ASGI middleware: only programs and this host's own pages may send requests that change something.

    A browser says whose page sends a request, by Fetch Metadata, or by Origin where it is older or the host has no TLS;
    no page can change these headers. Programs send neither.
    """

    def __init__(self, app: ASGIApp, *, but: Iterable[str] = ()) -> None:
        """Wrap an application.

        Args:
            app: the application.
            but: path prefixes of forms that are protected in another way.
        """
        self._app = app
        self._but = tuple(but)
        self._log_throttle = LogThrottle()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if (
            scope["type"] != "http"
            or scope["method"] in _CHANGES_NOTHING
            or scope["path"].startswith(self._but)
            or not _is_foreign(Headers(scope=scope))
        ):
            await self._app(scope, receive, send)
            return
        if self._log_throttle.allows("foreign"):
            _log.warning("refused what a page of another site asked for")
        answer = PlainTextResponse(
            "Une page d’un autre site ne peut pas demander cela. A page of another site may not ask for this.\n",
            _FORBIDDEN,
        )
        await answer(scope, receive, send)


def _is_foreign(headers: Headers) -> bool:
    if sites := headers.getlist("sec-fetch-site"):
        return not _OWN.issuperset(sites)
    host = headers.get("host")
    return any(origin == "null" or _netloc(origin) != host for origin in headers.getlist("origin"))


def _netloc(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
