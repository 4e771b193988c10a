"""A browser that says what it likes: Flet's messages, written by hand."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self

import msgpack
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

REGISTER, PATCH, EVENT, UPDATE, INVOKE = 1, 2, 3, 4, 5
_PATIENCE_S = 60


def registration(**page: Any) -> bytes:
    """The first message, of a page with these properties."""
    media: dict[str, dict[str, float]] = {"padding": {}, "view_padding": {}, "view_insets": {}}
    said = {"route": "/", "width": 1280, "height": 800, "platform": "linux", "web": True, "media": media}
    return packet(REGISTER, {"session_id": "", "page_name": "", "page": said | page})


def packet(action: int, body: Any) -> bytes:
    packed: bytes = msgpack.packb([action, body])
    return b"\0" + packed


class Hostile:
    """One socket, and all that was heard on it."""

    def __init__(self, port: int, **headers: str) -> None:
        self._port = port
        self._headers = headers
        self.heard: list[tuple[int, Any]] = []

    async def __aenter__(self) -> Self:
        address = f"127.0.0.1:{self._port}"
        self.socket: ClientConnection = await connect(
            f"ws://{address}/ws",
            origin=Origin(f"http://{address}"),
            additional_headers=self._headers,
            compression=None,
            max_size=None,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        self.socket.transport.abort()

    async def say(self, message: bytes) -> None:
        await self.socket.send(message)

    async def hear(self) -> tuple[int, Any]:
        """The next message of the page."""
        raw = await asyncio.wait_for(self.socket.recv(decode=False), _PATIENCE_S)
        action, body = msgpack.unpackb(raw[1:], strict_map_key=False)
        self.heard.append((action, body))
        return action, body

    async def finds(self, text: str) -> int:
        """Wait until the page draws what can be pressed and says this; return its number."""
        while True:
            for _, body in self.heard:
                for control in _controls(body):
                    if control.get("on_click") and text in repr(control):
                        return int(control["_i"])
            await self.answers()

    async def answers(self) -> None:
        """Hear a message; a question of the page is answered, with nothing."""
        action, body = await self.hear()
        if action == INVOKE:
            answer = {
                "control_id": body["control_id"],
                "call_id": body["call_id"],
                "result": None,
                "error": None,
            }
            await self.say(packet(INVOKE, answer))

    async def asked_for(self, name: str) -> dict[str, Any]:
        """Wait until the page asks the browser for this; return what it asks."""
        while True:
            for action, body in self.heard:
                if action == INVOKE and body["name"] == name:
                    found: dict[str, Any] = body
                    return found
            await self.answers()

    async def press(self, control: int) -> None:
        await self.say(packet(EVENT, {"target": control, "name": "click", "data": None}))


def _controls(value: Any) -> Iterator[dict[str, Any]]:
    """Everything drawn, the innermost first."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inside:
        yield from _controls(each)
    if isinstance(value, dict) and "_i" in value:
        yield value
