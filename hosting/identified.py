"""One id for a request, in every line that is written for it, on each machine that it comes to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from starlette.datastructures import Headers, MutableHeaders

from hosting.addresses import Trusted, plain_client
from hosting.logs import REQUEST_ID

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TRACE_PARENT: Final = re.compile(r"[0-9a-f]{2}-(?P<trace>[0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}", re.ASCII)


class Identified:
    """ASGI middleware that gives each request its id, and says it in the answer (`X-Request-Id`).

    The id is that of a trusted proxy or host, which handed the request on (`X-Request-Id`, a UUID, or the trace of a
    W3C `traceparent`); whatever anybody else says is passed over, so that nobody writes under another's id. A socket
    has none: what is said on it has.

    Args:
        app: the application, which sees the address of the visitor and not of the proxy.
        proxies: addresses and networks that are trusted.
    """

    def __init__(self, app: ASGIApp, proxies: tuple[str, ...]) -> None:
        self._app = app
        self._trusted = Trusted(proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = plain_client(scope.get("client"))
        is_trusted = client is not None and client[0] in self._trusted
        request_id = (_given(Headers(scope=scope)) if is_trusted else None) or str(uuid4())
        scope.setdefault("state", {})["request_id"] = request_id
        known = REQUEST_ID.set(request_id)

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            REQUEST_ID.reset(known)


def _given(headers: Headers) -> str | None:
    try:
        return str(UUID(headers.get("x-request-id", "")))
    except ValueError:
        traced = _TRACE_PARENT.fullmatch(headers.get("traceparent", ""))
        return str(UUID(traced["trace"])) if traced else None
