"""What every answer tells the browser to refuse, and whose pages may open a socket or post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    # A picture that somebody chose is part of the page that shows it to them, and has no address.
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_HEADERS: Final = [
    (b"x-content-type-options", b"nosniff"),
    # With none at all a form that is posted has no Origin.
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
]
_CONTENT_POLICY: Final = b"content-security-policy"
_NOT_KEPT: Final = (b"cache-control", b"no-store")
_CHANGES_NOTHING: Final = frozenset({"GET", "HEAD"})
_FORBIDDEN: Final = b"Une page d\xe2\x80\x99un autre site ne peut pas demander cela.\n"


class Policy:
    """ASGI middleware: security headers on each answer; no socket and no post for a page of another host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one connection on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            if is_own_page(Headers(scope=scope), secure=scope["scheme"] == "wss"):
                await self._app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 1008})  # before it is accepted: a 403
            return
        policy = (_CONTENT_POLICY, _policy(Headers(scope=scope).get("host", "")))

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                # What says nothing of it, such as a 404, some keep for as long as they like.
                names = {name for name, _ in given}
                kept = [] if b"cache-control" in names else [_NOT_KEPT]
                policies = [] if _CONTENT_POLICY in names else [policy]
                message["headers"] = [*given, *kept, *_HEADERS, *policies]
            await send(message)

        if scope["method"] in _CHANGES_NOTHING or is_own_page(
            Headers(scope=scope), secure=scope["scheme"] == "https"
        ):
            await self._app(scope, receive, protected)
            return
        await protected(
            {
                "type": "http.response.start",
                "status": 403,
                "headers": [(b"content-type", b"text/plain; charset=utf-8")],
            }
        )
        await protected({"type": "http.response.body", "body": _FORBIDDEN})


FOR_PDF: Final = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""For a PDF: what browsers put around it to show it is held to the policy, too."""


def is_own_page(headers: Headers, *, secure: bool) -> bool:
    """Return whether a page of this very host asks: its Origin, which no page can choose, tells it.

    Args:
        headers: of the request.
        secure: whether it came by https: whoever is on the way can write the pages of the same name without.
    """
    origins, host = headers.getlist("origin"), headers.get("host")
    try:
        origin = urlsplit(origins[0]) if len(origins) == 1 else None
    except ValueError:  # an address that is none
        return False
    if origin is None or not host or (secure and origin.scheme != "https"):
        return False
    return origin.netloc == host


def _policy(host: str) -> bytes:
    # `Names` has let in nothing but a name and a port. Older browsers do not count a socket of the same host as 'self'.
    more = {"connect-src": f"'self' ws://{host} wss://{host}"} if host else {}
    return "; ".join(f"{what} {where}" for what, where in (_POLICY | more).items()).encode("latin-1")
