"""The host of browsers: pages, what is posted, the socket, files."""

from __future__ import annotations

import asyncio
import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from web.drawing.element import element
from web.drawing.rules import Rules
from web.tab import Tab

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import flet as ft
    from starlette.requests import Request
    from starlette.types import ASGIApp

STATIC: Final = Path(__file__).parent / "static"


class Host:
    """Tabs by their tokens."""

    def __init__(self, main: Callable[[ft.Page], Awaitable[None]]) -> None:
        self._main = main
        self._rules = Rules()
        self._tabs: dict[str, Tab] = {}

    async def page(self, request: Request) -> Response:
        """Answer with a screen, whole."""
        tab = Tab(
            str(request.base_url),
            request.url.path,
            self._rules,
            client_ip=request.client.host if request.client else "",
        )
        await tab.begin(self._main)
        token = secrets.token_urlsafe(16)
        self._tabs[token] = tab
        body = tab.body()
        return HTMLResponse(_document(tab, body, token))

    async def sheet(self, _: Request) -> Response:
        """Answer with the styles drawn with so far."""
        return Response(self._rules.sheet(), media_type="text/css")

    async def socket(self, socket: WebSocket) -> None:
        """Serve one tab."""
        tab = self._tabs.get(socket.query_params.get("tab", ""))
        await socket.accept()
        if tab is None:
            await socket.close(4404)
            return

        async def tell() -> None:
            while True:
                await tab.moved.wait()
                await asyncio.sleep(0.001)
                told = tab.take()
                if told:
                    await socket.send_text(json.dumps(told))

        telling = asyncio.create_task(tell())
        try:
            while True:
                await tab.hear(json.loads(await socket.receive_text()))
        except WebSocketDisconnect:
            pass
        finally:
            telling.cancel()


def create_app(main: Callable[[ft.Page], Awaitable[None]]) -> ASGIApp:
    """Return the ASGI application that shows a program to browsers."""
    host = Host(main)
    return Starlette(
        routes=[
            Route("/health", lambda _: JSONResponse({"status": "ok"})),
            Route("/-/style.css", host.sheet),
            WebSocketRoute("/-/socket", host.socket),
            Mount("/-/", StaticFiles(directory=STATIC)),
            Route("/{path:path}", host.page),
        ]
    )


def _document(tab: Tab, body: str, token: str) -> str:
    head = (
        element("meta", {"charset": "utf-8"})
        + element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
        + element("title", {}, tab.page.title or "")
        + element("link", {"rel": "stylesheet", "href": "/-/base.css"})
        + element("link", {"rel": "stylesheet", "href": "/-/style.css"})
        + element("script", {"src": "/-/page.js", "type": "module"})
    )
    inside = element("div", {"id": "root"}, Markup(body)) + element("form", {"id": "acts", "method": "post"})  # noqa: S704
    return Markup("<!DOCTYPE html>") + element(
        "html", {"lang": "fr"}, element("head", {}, head), element("body", {"data-tab": token}, inside)
    )
