"""A visitor without a browser: it opens a Flet session over its WebSocket and stays."""

import asyncio
from typing import Self

import msgpack
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

_REGISTER = 1


class Visitor:
    """One visitor, who has received the first screen when `async with` is entered.

    Attributes:
        heard: the messages that the host sent until then.
    """

    def __init__(self, port: int, *, proxied_for: str | None = None) -> None:
        """Prepare a visit to this port, as if by a proxy for the address `proxied_for`."""
        self._port = port
        self._headers = {"X-Forwarded-For": proxied_for} if proxied_for else None
        self._socket: ClientConnection | None = None
        self.heard: list[bytes] = []

    async def __aenter__(self) -> Self:
        address = f"127.0.0.1:{self._port}"
        self._socket = await connect(
            f"ws://{address}/ws",
            origin=Origin(f"http://{address}"),
            additional_headers=self._headers,
            compression=None,
            max_size=None,
        )
        media: dict[str, dict[str, float]] = {"padding": {}, "view_padding": {}, "view_insets": {}}
        page = {"route": "/", "width": 1280, "height": 800, "platform": "linux", "web": True, "media": media}
        body = {"session_id": "", "page_name": "", "page": page}
        await self._socket.send(b"\0" + msgpack.packb([_REGISTER, body]))
        for _ in range(2):  # the registration, then the screen
            self.heard.append(await asyncio.wait_for(self._socket.recv(decode=False), 30))
        return self

    def drop(self) -> None:
        """Break the connection without closing it, as a phone does that loses its network."""
        if self._socket:
            self._socket.transport.abort()

    async def __aexit__(self, *_: object) -> None:
        self.drop()
