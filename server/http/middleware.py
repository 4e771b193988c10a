"""What all requests and answers have: security headers, a size limit, a line in the log."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from hosting.logs import redacted
from hosting.metrics import Counter, Histogram
from server.http.kinds import INTERNAL_ERROR, PAYLOAD_TOO_LARGE
from server.http.problems import Problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger("server.access")

_MAX_BODY_BYTES = 64 * 1024
_MAX_PIECE_BYTES = 256 * 1024
MAX_BATCH_PIECE_BYTES = 8 * 1024 * 1024
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NOTHING_LOADED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# The documentation page starts Swagger by an inline script, and Swagger uses inline styles.
_DOCS = (
    "default-src 'none'; connect-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_PUBLIC = ("/docs", "/openapi.json")
_LOGGED_PATH = 300
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})

REQUESTS = Counter("requests", "Requests answered", ("method", "route", "status"))
DURATIONS = Histogram("request_duration_seconds", "Time to the end of the answer", ("method", "route"))


def request_id_of(scope: Scope) -> str:
    """Return the id of the request."""
    return str(scope["state"]["request_id"])


class RequestMiddleware:
    """ASGI middleware around the whole application.

    Args:
        app: the application.
        upload_paths: where a request may bring a piece of a file, by how they begin.
        batch_paths: where a request may bring a piece of a fund's data, by how they begin.
    """

    def __init__(
        self, app: ASGIApp, upload_paths: tuple[str, ...] = (), batch_paths: tuple[str, ...] = ()
    ) -> None:
        self._app = app
        self._upload_paths = upload_paths
        self._batch_paths = batch_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = request_id_of(scope)
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(MutableHeaders(scope=message), scope)
            await send(message)

        try:
            receive_body = await _read_body(scope, receive, self._limit_of(scope))
            if receive_body is None:
                await Problem(PAYLOAD_TOO_LARGE).response(request_id)(scope, receive, send_with_headers)
            else:
                await self._app(scope, receive_body, send_with_headers)
        except Exception:
            _log.exception("the request %s failed", request_id)
            if status:
                raise
            await Problem(INTERNAL_ERROR).response(request_id)(scope, receive, send_with_headers)
        finally:
            # Log the path without its query, and neither headers nor bodies.
            method, path = scope["method"], _logged(scope["path"])
            seconds = time.perf_counter() - started
            duration_ms = round(seconds * 1000, 1)
            _count(scope, status, seconds)
            _log.info(
                "%s %s %d %.1f ms %s",
                method,
                path,
                status,
                duration_ms,
                request_id,
                extra={"method": method, "path": path, "status": status, "duration_ms": duration_ms},
            )

    def _limit_of(self, scope: Scope) -> int:
        if self._batch_paths and scope["path"].startswith(self._batch_paths):
            return MAX_BATCH_PIECE_BYTES
        is_upload = scope["path"].startswith(self._upload_paths)
        return _MAX_PIECE_BYTES if is_upload else _MAX_BODY_BYTES


def _count(scope: Scope, status: int, seconds: float) -> None:
    """Count by what the application knows, of which there are few, and by nothing that is sent."""
    method = scope["method"] if scope["method"] in _METHODS else "other"
    route = getattr(scope.get("route"), "path", "other")
    REQUESTS.count(method=method, route=route, status=str(status))
    DURATIONS.observe(seconds, method=method, route=route)


def _logged(path: str) -> str:
    """Return the path as one word of a log line: a blank in it would look like the end of the field."""
    return redacted(path[:_LOGGED_PATH]).replace(" ", "%20")


def _add_headers(headers: MutableHeaders, scope: Scope) -> None:
    public = scope["path"].startswith(_PUBLIC)
    headers.setdefault("Cache-Control", "no-cache" if public else "no-store")
    headers.setdefault("Content-Security-Policy", _DOCS if scope["path"] == "/docs" else _NOTHING_LOADED)
    for name, value in _HEADERS.items():
        headers[name] = value


async def _read_body(scope: Scope, receive: Receive, limit: int) -> Receive | None:
    """Read the whole body, so that its size is known. Return a receiver of it, or None if it is too large."""
    if int(Headers(scope=scope).get("content-length") or 0) > limit:
        return None
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            return None
    given = False

    async def receive_body() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": bytes(body), "more_body": False}

    return receive_body
