"""Private addresses of agendas: a calendar asks this host, which hands the question on to the API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import httpx
from starlette.requests import Request
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_PATH: Final = re.compile(r"/agenda/[\w-]{43}\.ics", re.ASCII)
_METHODS: Final = frozenset({"GET", "HEAD"})
_ASKED: Final = ("if-none-match", "user-agent")
_ANSWERED: Final = (
    "cache-control",
    "content-disposition",
    "content-type",
    "etag",
    "retry-after",
    "x-robots-tag",
)
_SECONDS: Final = 20


class Calendars:
    """Hands calendars on to the API, and all else to an application.

    Args:
        app: the application.
        api_url: where the API is.
    """

    def __init__(self, app: ASGIApp, api_url: str) -> None:
        self._app = app
        self._api_url = api_url.rstrip("/")
        self._client: httpx.AsyncClient | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] not in _METHODS or not _PATH.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        response = await self._answer(Request(scope))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        # Made in the loop that uses it; the API trusts what this host says of whose address it is.
        self._client = self._client or httpx.AsyncClient(timeout=_SECONDS, trust_env=False)
        headers = {name: request.headers[name] for name in _ASKED if name in request.headers}
        if request.client is not None:
            headers["x-forwarded-for"] = request.client.host
        try:
            answer = await self._client.request(
                request.method, f"{self._api_url}{request.url.path}", headers=headers
            )
        except httpx.HTTPError:
            return Response(status_code=503, headers={"Retry-After": "300"})
        return Response(
            answer.content,
            answer.status_code,
            {name: answer.headers[name] for name in _ANSWERED if name in answer.headers},
        )
