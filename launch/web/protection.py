"""What every answer tells the browser to refuse, and who may open a session."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOST: Final = re.compile(r"[\w.-]+(:\d+)?|\[[\da-fA-F:.]+\](:\d+)?")
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Together these isolate the page, which gives Flutter's renderer its threads.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Protection:
    """Middleware: security headers on each answer, and no WebSocket for a page of another host."""

    def __init__(self, app: ASGIApp, *, inline_scripts: Sequence[str]) -> None:
        """Wrap an application.

        Args:
            app: the application.
            inline_scripts: the page's own inline scripts, as hashes that a Content-Security-Policy takes.
        """
        self._app = app
        self._inline_scripts = " ".join(inline_scripts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one connection on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["type"] == "websocket":
            if _same_host(headers):
                await self._app(scope, receive, send)
            else:
                # Closed before it is accepted: the browser sees a 403.
                await send({"type": "websocket.close", "code": 1008})
            return
        policy = self._policy(headers.get("host", ""))

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.update({**_HEADERS, "Content-Security-Policy": policy})
            await send(message)

        await self._app(scope, receive, protected)

    def _policy(self, host: str) -> str:
        # Older browsers do not count a WebSocket of the same host as 'self'.
        sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
        return "; ".join(
            (
                "default-src 'self'",
                f"script-src 'self' 'wasm-unsafe-eval' {self._inline_scripts}",
                "style-src 'self' 'unsafe-inline'",  # Flutter writes styles on its elements
                "img-src 'self' data: blob:",
                f"connect-src 'self'{sockets}",
                "worker-src 'self' blob:",
                "base-uri 'self'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                "object-src 'none'",
            )
        )


def _same_host(headers: Headers) -> bool:
    # A page of another site can open a WebSocket here, and Flet 1.0.5 would serve it, in the name of whoever looks at
    # it. The Origin, which it cannot choose, tells it apart: one would expect Flet to look at that, unless told not to.
    try:
        origin = urlsplit(headers.get("origin", "")).netloc
    except ValueError:  # an address that is none
        return False
    return bool(headers.get("host")) and origin == headers["host"]
