"""What a browser may say to its page, and how much of it: everything else ends at the door.

A page belongs to its browser, which may say what it likes of it. Flet 1.0.5 believes it: it sets whatever property of
whatever control the browser names, `client_ip`, `web` and its own private ones included, and takes messages of any size
as fast as they come. One would expect it to take the properties that a client changes, and to have bounds that a host
can set. What the host knows better, where it runs and whom it serves, is put in place of what is said, here.

The messages are Flet's own affair (`flet.messaging.protocol`): `tests/flet/test_host.py` says whether they changed.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Final, cast

import msgpack
from flet.messaging.protocol import MessageAction, decode_ext_from_msgpack
from starlette.types import Message, Receive

from launch.web.settings import WebSettings

_PROTOCOL_FRAME: Final = b"\0"
_REGISTRATION: Final = frozenset({"session_id", "page_name", "page"})
# What Flet takes from a browser after the first message.
_LATER: Final = {
    MessageAction.CONTROL_EVENT.value: frozenset({"target", "name", "data"}),
    MessageAction.UPDATE_CONTROL_PROPS.value: frozenset({"id", "props"}),
    MessageAction.INVOKE_METHOD.value: frozenset({"control_id", "call_id", "result", "error"}),
}
# The host's own knowledge.
_NOT_THE_BROWSERS: Final = frozenset({"web", "client_ip", "client_user_agent"})
# A large message counts as many: it takes as long.
_BYTES_OF_ONE: Final = 20_000


class Gate:
    """The way in for the messages of one socket, as fast as a person can make them.

    Attributes:
        registered: whether the browser has said who it is, and has a page.
        refused: the code to close the socket with, once a message was not accepted.
    """

    def __init__(self, receive: Receive, settings: WebSettings) -> None:
        """Prepare the gate of one socket.

        Args:
            receive: where its messages come from.
            settings: how much may be said.
        """
        self._receive = receive
        self._settings = settings
        self.registered = False
        self._left = float(settings.burst)
        self._since = self._calm_at = time.monotonic()
        self.refused: int | None = None

    async def __call__(self) -> Message:
        """Return the next message; a disconnection instead of one that is not accepted."""
        if self.refused is None:
            try:
                async with asyncio.timeout(None if self.registered else self._settings.register_seconds):
                    message = await self._receive()
                    if message["type"] != "websocket.receive":
                        return message
            except TimeoutError:
                self.refused = 1008
            else:
                packet = message.get("bytes") or b""
                try:
                    await self._slow_down(len(packet))
                    return {"type": "websocket.receive", "bytes": self._accepted(packet)}
                except _Refused as refused:
                    self.refused = refused.code
        return {"type": "websocket.disconnect", "code": self.refused}

    def _accepted(self, packet: bytes) -> bytes:
        """Return what is handed on of a message.

        Raises:
            _Refused: it is not one that a browser sends here.
        """
        if packet[:1] != _PROTOCOL_FRAME:
            raise _Refused(1003)
        if self.registered:
            self._check_later(*_unpacked(packet, decode_ext_from_msgpack), len(packet))
            return packet
        if len(packet) > self._settings.register_bytes:
            raise _Refused(1009)
        body = self._check_first(*_unpacked(packet, _none_of_these))
        self.registered = True
        return _PROTOCOL_FRAME + cast("bytes", msgpack.packb([MessageAction.REGISTER_CLIENT.value, body]))

    def _check_first(self, action: object, body: dict[str, Any]) -> dict[str, Any]:
        """Look at the first message; return it with what the host knows better."""
        page = body.get("page")
        if action != MessageAction.REGISTER_CLIENT.value or set(body) != _REGISTRATION:
            raise _Refused(1008)
        if not isinstance(page, dict) or not isinstance(body["session_id"], str | None):
            raise _Refused(1008)
        self._check_route(page)
        return body | {"page": {k: v for k, v in page.items() if _is_the_browsers(k)} | {"web": True}}

    def _check_later(self, action: object, body: dict[str, Any], size: int) -> None:
        """Look at a message after the first."""
        if not isinstance(action, int) or action not in _LATER or set(body) != _LATER[action]:
            raise _Refused(1008)
        if action == MessageAction.INVOKE_METHOD.value:  # the answer to a question: a file, maybe
            return
        if size > self._settings.message_bytes:
            raise _Refused(1009)
        if action == MessageAction.CONTROL_EVENT.value:
            self._check_route(body["data"])
            return
        props = body["props"]
        if not isinstance(props, dict) or not all(_is_the_browsers(name) for name in props):
            raise _Refused(1008)
        self._check_route(props)

    def _check_route(self, said: object) -> None:
        route = said.get("route") if isinstance(said, dict) else None
        if isinstance(route, str) and len(route) > self._settings.route_characters:
            raise _Refused(1009)

    async def _slow_down(self, size: int) -> None:
        """Wait, where more is said than a person can say; the socket is not read meanwhile.

        Raises:
            _Refused: it has gone on for too long.
        """
        settings, now = self._settings, time.monotonic()
        self._left = min(settings.burst, self._left + (now - self._since) * settings.messages_per_second)
        self._since = now
        self._left -= 1 + size / _BYTES_OF_ONE
        if self._left >= 0:
            self._calm_at = now
        elif now - self._calm_at > settings.flood_seconds:
            raise _Refused(1008)
        else:
            await asyncio.sleep(-self._left / settings.messages_per_second)


class _Refused(Exception):
    """A message is not accepted, and its socket is closed with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def _unpacked(packet: bytes, ext_hook: Callable[[int, bytes], object]) -> tuple[object, dict[str, Any]]:
    try:
        action, body = msgpack.unpackb(packet[1:], ext_hook=ext_hook)
    except (ValueError, TypeError, ArithmeticError):
        raise _Refused(1007) from None
    if not isinstance(body, dict):
        raise _Refused(1007)
    return action, body


def _is_the_browsers(name: object) -> bool:
    """Whether a property is one that a browser tells; the others are the host's, or Flet's own."""
    return isinstance(name, str) and name not in _NOT_THE_BROWSERS and not name.startswith("_")


def _none_of_these(code: int, _: bytes) -> object:
    raise ValueError(code)
