"""A WebSocket over uvicorn, whose first message is small before it is read, and whose refusals end it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from hosting.addresses import plain_client

if TYPE_CHECKING:
    import asyncio

    from starlette.types import Message

_REFUSALS: Final = frozenset({1003, 1007, 1008, 1009})


class BoundedSocket(WebSocketsSansIOProtocol):
    """One socket."""

    first_bytes: ClassVar[int] = 16 * 1024

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._later_bytes = self.conn.max_message_size
        self.conn.max_message_size = self.first_bytes

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's
        """Take note of the connection."""
        super().connection_made(transport)
        self.client = plain_client(self.client)

    def send_receive_event_to_app(self) -> None:
        """Let later messages be larger: one is whole now."""
        super().send_receive_event_to_app()
        self.conn.max_message_size = self._later_bytes

    async def send(self, message: Message) -> None:  # type: ignore[override] # the same, by another name
        """Say something; a refusal is the last word, and no answer is waited for."""
        await super().send(message)  # type: ignore[arg-type] # the same
        if message["type"] == "websocket.close" and message.get("code") in _REFUSALS:
            self.transport.close()
