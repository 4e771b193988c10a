"""A browser of the HTML pages, written by hand: what it is sent, and what it says on its socket."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any, Self

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Mapping
    from ssl import SSLContext
    from typing import Protocol

    class Serving(Protocol):
        """A host of browsers, which answers at its `url`."""

        @property
        def url(self) -> str: ...


_PARTS = re.compile(r'<(button|a)\b[^>]*\bid="(e\d+)"[^>]*>(.*?)</\1>', re.DOTALL)
_FIELDS = re.compile(r"<input\b[^>]*>")


def attribute(element: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', element)
    return unescape(found[1]) if found else ""


class Shown:
    """A page as its HTML says it."""

    def __init__(self, html: str) -> None:
        self.html = html

    @property
    def heading(self) -> str:
        found = re.search(r"<h1\b[^>]*>(.*?)</h1>", self.html, re.DOTALL)
        return _words(found[1]) if found else ""

    @property
    def title(self) -> str:
        found = re.search(r"<title>(.*?)</title>", self.html)
        return unescape(found[1]) if found else ""

    @property
    def words(self) -> str:
        return _words(self.html)

    def body(self, name: str) -> str:
        found = re.search(r"<body\b[^>]*>", self.html)
        return attribute(found[0], name) if found else ""

    def pressed(self, words: str) -> str:
        """Return the id of what can be pressed and says this."""
        named: dict[str, str] = {_words(inside): id_ for _, id_, inside in _PARTS.findall(self.html)}
        return named[words]

    @property
    def fields(self) -> list[str]:
        """The elements of the fields that can be seen, in their order."""
        return [each for each in _FIELDS.findall(self.html) if 'type="hidden"' not in each]

    @property
    def hidden(self) -> dict[str, str]:
        hidden = [each for each in _FIELDS.findall(self.html) if 'type="hidden"' in each]
        return {attribute(each, "name"): attribute(each, "value") for each in hidden}


class Page:
    """One page with its script: what it holds, and its socket."""

    def __init__(
        self,
        served: Serving,
        client: httpx.AsyncClient,
        *,
        address: str = "192.0.2.1",
        ssl: SSLContext | None = None,
    ) -> None:
        self.served = served
        self.ssl = ssl
        self.client = client
        self.address = address
        self.route = ""
        self.shown = Shown("")
        self.tab: str | None = None
        self.said = 0
        self.seen = 0
        self.heard = 0
        self.done = 0
        self.got: list[dict[str, Any]] = []

    async def open(self, route: str) -> Self:
        answer = await self.client.get(
            route, headers={"X-Forwarded-For": self.address}, follow_redirects=True
        )
        self.route = answer.url.raw_path.decode()
        self.shown = Shown(answer.text)
        self.tab = self.shown.body("data-tab") or None
        return self

    async def connect(self, **headers: str) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())
        more = {"X-Forwarded-For": self.address, **({"Cookie": cookies} if cookies else {}), **headers}
        self.socket: ClientConnection = await connect(
            self.served.url.replace("http", "ws") + "/-/socket",
            origin=Origin(self.served.url),
            additional_headers=more,
            compression=None,
            ssl=self.ssl,
            max_size=None,
        )
        response = self.socket.response
        assert response is not None
        for cookie in response.headers.get_all("Set-Cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            hold(self.client, {name: value})

    async def attach(self, **said: Any) -> dict[str, Any]:
        """Connect, and hear the first message."""
        await self.connect()
        first = {"do": "attach", "tab": self.tab, "before": None, "route": self.route, "seen": self.seen}
        page = self.shown.body("data-page") if not self.got else ""
        await self.say(**(first | {"page": page, "fields": {}} | said))
        return await self.hear()

    async def say(self, **said: Any) -> None:
        await self.socket.send(json.dumps(said))

    async def act(self, at: str, event: str = "click", **said: Any) -> int:
        self.said += 1
        await self.say(n=self.said, do="act", at=at, event=event, **said)
        return self.said

    async def press(self, words: str, **said: Any) -> int:
        return await self.act(self.shown.pressed(words), **said)

    async def hear(self) -> dict[str, Any]:
        """Return the next message, taken as the script takes it."""
        told: dict[str, Any] = json.loads(await asyncio.wait_for(self.socket.recv(), PATIENCE_S))
        self.got.append(told)
        self.heard = told.get("heard", self.heard)
        self.done = told.get("done", self.done)
        self.seen = told.get("n", self.seen)
        self.tab = told.get("tab", self.tab)
        if "route" in told:
            self.route = told["route"][1]
        for id_, html in told.get("parts", {}).items():
            if id_ == "root":
                self.shown = Shown(html)
            else:
                self.shown = Shown(self.shown.html + html)
        return told

    async def hears(self, what: str) -> Any:
        """Hear until something of that name is told; return it."""
        while True:
            told = await self.hear()
            if what in told:
                return told[what]

    async def leave(self) -> None:
        """Cut the line."""
        self.socket.transport.abort()
        await self.socket.wait_closed()


def client(served: Serving, **more: Any) -> httpx.AsyncClient:
    """Return a browser that was never here."""
    return httpx.AsyncClient(base_url=served.url, timeout=PATIENCE_S, **more)


def hold(client: httpx.AsyncClient, cookies: Mapping[str, str]) -> None:
    """Have a browser hold these cookies, as if a host had set them."""
    for name, value in cookies.items():
        client.cookies.set(name, value, domain="127.0.0.1")


def form(shown: Shown, press: str | None, *values: str) -> dict[str, str]:
    """Return what a page without script posts: its fields filled in their order, and what is pressed."""
    fields = {attribute(each, "name"): value for each, value in zip(shown.fields, values, strict=False)}
    return shown.hidden | fields | {"press": shown.pressed(press) if press else ""}


def _words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
