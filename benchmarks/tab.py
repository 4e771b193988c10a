"""Browser tabs without a browser: they speak what a page of the program speaks, over real sockets."""

from __future__ import annotations

import asyncio
import json
import re
import time
from html import unescape
from typing import TYPE_CHECKING, Any, Self

import httpx
from websockets.asyncio.client import connect
from websockets.typing import Origin

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

_PATIENCE_S = 30
_PRESSABLE = re.compile(r"<(a|button|input)\b([^>]*)>(?:(.*?)</\1>)?", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


class Tab:
    """A tab whose page is there, and whose socket is open, when `async with` is entered.

    Attributes:
        title: of the page.
        heard_bytes: how much the socket brought.
    """

    def __init__(self, url: str, path: str, *, address: str = "127.0.0.1") -> None:
        """Prepare a tab.

        Args:
            url: of the host.
            path: of the screen.
            address: of the browser, as a proxy would tell it.
        """
        self._url = url
        self._path = path
        self._headers = {"X-Forwarded-For": address}
        self._socket: ClientConnection | None = None
        self._number = 0
        self._shown: list[str] = []
        self.title = ""
        self.heard_bytes = 0

    async def __aenter__(self) -> Self:
        async with httpx.AsyncClient(headers=self._headers, timeout=_PATIENCE_S) as http:
            answer = await http.get(self._url + self._path)
        page = answer.raise_for_status().text
        body = dict(_ATTRIBUTE.findall(page[page.index("<body") :].partition(">")[0]))
        self.title = unescape(page.partition("<title>")[2].partition("</title>")[0])
        self._shown = [page]
        cookies = "; ".join(f"{name}={value}" for name, value in answer.cookies.items())
        self._socket = await connect(
            f"{self._url.replace('http', 'ws', 1)}/-/socket",
            origin=Origin(self._url),
            additional_headers=self._headers | ({"Cookie": cookies} if cookies else {}),
            compression=None,
            max_size=None,
            ping_interval=None,
        )
        attach = {"do": "attach", "tab": body.get("data-tab"), "before": None, "route": self._path}
        await self._say(attach | {"page": body["data-page"], "seen": 0, "fields": {}})
        await self._hear()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.drop()

    def drop(self) -> None:
        """Break the connection without closing it, as a phone does that loses its network."""
        if self._socket:
            self._socket.transport.abort()

    async def press(self, name: str, *, title: str = "", **fields: str) -> float:
        """Press what has that name, having typed into the fields; return the seconds until the answer is there.

        Args:
            name: of a link or a button; with a colon, its role before it where two have one name (`a:Aide`).
            title: that the page has once the answer is there; where there is none, whatever changes is the answer.
            fields: what is typed, by the fields' types.
        """
        at = await self._there(name)
        typed = {await self._there(f"input:{kind}"): value for kind, value in fields.items()}
        act = {"do": "act", "at": at, "event": "click", "value": None, "fields": typed}
        return await self._do(act, title)

    async def go(self, path: str, *, title: str) -> float:
        """Go back or forth to a screen; return the seconds until it is there."""
        return await self._do({"do": "go", "route": path}, title)

    async def _do(self, what: dict[str, Any], title: str) -> float:
        self._number += 1
        started = time.perf_counter()
        await self._say({"n": self._number, **what})
        while True:
            told = await self._hear()
            if (told.get("title") == title) if title else told.get("parts"):
                return time.perf_counter() - started

    async def _say(self, said: dict[str, Any]) -> None:
        assert self._socket
        await self._socket.send(json.dumps(said))

    async def _hear(self) -> dict[str, Any]:
        assert self._socket
        frame = await asyncio.wait_for(self._socket.recv(), _PATIENCE_S)
        self.heard_bytes += len(frame)
        told: dict[str, Any] = json.loads(frame)
        assert "crashed" not in told, told["crashed"]
        parts = told.get("parts") or {}
        self._shown = list(parts.values()) + ([] if "root" in parts else self._shown)
        self.title = told.get("title", self.title)
        if "n" in told:
            await self._say({"do": "seen", "n": told["n"]})
        return told

    async def _there(self, name: str) -> str:
        """Return the id of what is pressed or filled, once it is there: a screen may still be read from the server.

        Raises:
            LookupError: it does not come.
        """
        try:
            while (id_ := self._id(name)) is None:
                await self._hear()
        except TimeoutError:
            raise LookupError(f"{name} is not on the page « {self.title} »") from None
        return id_

    def _id(self, name: str) -> str | None:
        """Return the id of what is pressed or filled; the newest of what the page was told has it."""
        kind, _, wanted = name.rpartition(":")
        for html in self._shown:
            for tag, attributes, inside in _PRESSABLE.findall(html):
                about = dict(_ATTRIBUTE.findall(attributes))
                named = about.get("type") if tag == "input" else unescape(_TAG.sub("", inside)).strip()
                # Words for a screen reader alone may stand before those that are seen.
                if (named or "").endswith(wanted) and kind in {"", tag}:
                    return str(about["id"])
        return None
