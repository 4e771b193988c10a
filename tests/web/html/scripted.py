"""A page with the script, and its host in the hands of a test: what it hears, and what it tells and when."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlsplit

from tests.support.patience import PATIENCE_S
from web.files import served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from playwright.async_api import BrowserContext, Page, Route, WebSocketRoute

STATIC: Final = Path(__file__).parents[3] / "web" / "static"
ADDRESS: Final = "http://localhost:9"
"""Nothing is there: each answer is given here."""

POLICY: Final = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws://localhost:9"
WATCH: Final = """
  window.broken = [];
  addEventListener('securitypolicyviolation', (event) => broken.push(event.blockedURI));
  addEventListener('error', (event) => broken.push(event.message));
  addEventListener('unhandledrejection', (event) => broken.push(String(event.reason)));
  window.focused = [];
  addEventListener('focusin', ({ target }) => focused.push(target.id || target.localName));
  window.spoken = [];
  new MutationObserver((changes) => {
    for (const { addedNodes, target } of changes)
      for (const node of addedNodes)
        if (target.nodeType === 1 && target.closest('[role=status]') && node.textContent) spoken.push(node.textContent);
  }).observe(document, { subtree: true, childList: true });
"""

_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}


class Host:
    """The other side of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.body = ""
        self.tab: str | None = "one"
        self.attached: list[dict[str, Any]] = []
        self.said: list[dict[str, Any]] = []
        self.requests: list[tuple[str, str]] = []
        self.greeting: dict[str, Any] | None = {}
        self.is_slow = False
        self.answers: dict[str, Callable[[Route], Any]] = {}
        self._socket: WebSocketRoute | None = None
        self._told = 0
        self._news = asyncio.Event()

    @classmethod
    async def over(cls, page: Page) -> Self:
        """Answer whatever this page asks for."""
        host = cls(page)
        await page.add_init_script(WATCH)
        await page.route("**/*", host._answer)
        await page.route_web_socket("**/-/socket", host._open)
        return host

    async def show(self, body: str, path: str = "/connexion") -> None:
        """Open a page with this in its root, and wait for the script's first words where it has any."""
        self.body = body
        await self.page.goto(ADDRESS + path)
        if self.tab is not None and self.greeting is not None:
            await self.attaches()

    async def tell(self, **what: Any) -> None:
        """Tell the page something."""
        assert self._socket is not None
        self._told += 1
        self._socket.send(json.dumps({"n": self._told, **what}))
        await asyncio.sleep(0)

    async def hears(self, do: str = "act", **what: Any) -> dict[str, Any]:
        """Wait until the page says this, and take it out of what was said."""
        wanted = {"do": do, **what}
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for message in self.said:
                    if wanted.items() <= message.items():
                        self.said.remove(message)
                        return message
                self._news.clear()
                await self._news.wait()

    async def attaches(self, times: int = 1) -> dict[str, Any]:
        """Wait until the page has opened that many sockets; return how it last greeted."""
        async with asyncio.timeout(PATIENCE_S):
            while len(self.attached) < times:
                self._news.clear()
                await self._news.wait()
        return self.attached[-1]

    async def settles(self) -> None:
        """Wait until all that was told has been shown, and all that was said is here."""
        await self.page.evaluate("() => new Promise((done) => setTimeout(done, 0))")
        await self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))"
        )

    def greet(self) -> None:
        """Answer a page that has attached, as the host does by itself unless it is slow."""
        assert self._socket is not None
        self._told = 0 if (self.greeting or {}).get("fresh") else self.attached[-1]["seen"]
        self._told += 1
        self._socket.send(
            json.dumps({"n": self._told, "tab": f"tab{len(self.attached)}", **(self.greeting or {})})
        )

    def cut(self, code: int | None = None) -> None:
        """Cut the line."""
        assert self._socket is not None
        socket, self._socket = self._socket, None
        asyncio.ensure_future(socket.close(code=code))  # noqa: RUF006 - the page learns of it

    async def _open(self, socket: WebSocketRoute) -> None:
        if self.greeting is None:
            await socket.close()
            return

        def hear(text: str | bytes) -> None:
            message = json.loads(text)
            if message["do"] == "attach":
                self.attached.append(message)
                if not self.is_slow:
                    self.greet()
            elif message["do"] != "seen":
                self.said.append(message)
            self._news.set()

        self._socket = socket
        socket.on_message(hear)

    async def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if not path.startswith("/-/page") and not path.endswith((".js", ".css")):
            self.requests.append((route.request.method, path))
        if path in self.answers:
            await self.answers[path](route)
        elif path.startswith("/-/"):
            file = STATIC / path.removeprefix("/-/")
            if file.is_file():
                await route.fulfill(body=served(file), content_type=_TYPES.get(file.suffix, "text/plain"))
            else:
                await route.fulfill(status=404)
        else:
            await route.fulfill(
                body=self._page(), content_type="text/html", headers={"Content-Security-Policy": POLICY}
            )

    def _page(self) -> str:
        tab = f' data-tab="{self.tab}"' if self.tab else ""
        return (
            '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Connexion – Mon Compte</title>'
            f'<script src="/-/page.js" type="module"></script></head><body{tab} data-page="digest">'
            f'<div id="root">{self.body}</div><div id="live" role="status"></div></body></html>'
        )


@asynccontextmanager
async def hosted(context: BrowserContext) -> AsyncIterator[Host]:
    """Yield a tab and its host; what the page must never do is looked at afterwards."""
    page = await context.new_page()
    host = await Host.over(page)
    yield host
    assert await page.evaluate("window.broken ?? []") == []
    await page.close()
