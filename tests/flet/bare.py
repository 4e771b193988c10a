"""Flet as it comes, without the program: a socket to its host, and a window on its session."""

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page
from flet.messaging.connection import Connection
from flet.messaging.protocol import Message, MessageAction, configure_encode_object_for_msgpack
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub
from flet_web.fastapi import FletApp, app_manager
from starlette.websockets import WebSocket

_TURNS = 50
"""Of the event loop, far more than what is ready needs."""
_encode = configure_encode_object_for_msgpack(BaseControl)


async def settle() -> None:
    """Let everything run that waits for nothing."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)


def let_the_next_host_evict() -> None:
    """Have the host that starts next forget the sessions of who left, as the first host of a process does.

    Of a second one Flet 1.0.5 believes that the first, which has ended, still does it.
    """
    app_manager._FletAppManager__evict_sessions_task = None


class Socket:
    """A browser's socket to Flet's host.

    Attributes:
        app: Flet's end.
        accepted: whether Flet took the socket.
        heard: the messages that Flet sent, as action and body.
        broken: whether sending to the browser fails, as it does once the line is cut.
    """

    def __init__(self, main: Callable[[ft.Page], object], *, origin: str = "http://127.0.0.1") -> None:
        self.app = FletApp(asyncio.get_running_loop(), app_manager.executor, main, None)
        self.accepted = False
        self.heard: list[tuple[int, Any]] = []
        self.broken = False
        self._said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._said.put_nowait({"type": "websocket.connect"})
        scope = {
            "type": "websocket",
            "scheme": "ws",
            "path": "/ws",
            "query_string": b"",
            "headers": [(b"host", b"127.0.0.1"), (b"origin", origin.encode())],
            "client": ("192.0.2.1", 40_000),
            "server": ("127.0.0.1", 80),
        }
        self.handled = asyncio.create_task(self.app.handle(WebSocket(scope, self._said.get, self._hear)))

    def register(self) -> None:
        """Say who it is, as a browser does first."""
        media: dict[str, dict[str, float]] = {"padding": {}, "view_padding": {}, "view_insets": {}}
        page = {"route": "/", "width": 1280, "height": 800, "platform": "linux", "web": True, "media": media}
        self.say(MessageAction.REGISTER_CLIENT, session_id="", page_name="", page=page)

    def say(self, action: MessageAction, **body: Any) -> None:
        """Send a message to Flet."""
        packed = msgpack.packb([action.value, body])
        self._said.put_nowait({"type": "websocket.receive", "bytes": b"\0" + packed})

    def leave(self) -> None:
        """End the socket."""
        self._said.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def _hear(self, message: Any) -> None:
        if message["type"] == "websocket.accept":
            self.accepted = True
        elif self.broken:
            raise OSError
        else:
            action, body = msgpack.unpackb(message["bytes"][1:], strict_map_key=False)
            self.heard.append((action, body))


class Window(Connection):
    """A window that shows a component, and says nothing by itself.

    Attributes:
        page: what it shows.
        session: Flet's end.
        asked: the methods that Flet called on its client, by name.
    """

    def __init__(self, component: Callable[[], ft.Control]) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # Flet's
        self.page_url = "http://localhost"
        self.pubsubhub, self.loop = PubSubHub(), asyncio.get_running_loop()
        self.asked: list[str] = []
        self.session = Session(self)
        self.page: ft.Page = self.session.page
        self.page.route = "/"
        _context_page.set(self.page)
        msgpack.packb(self.session.get_page_patch(), default=_encode)
        self.page.render_views(component)

    def send_message(self, message: Message) -> None:
        """Take a message as the transport would."""
        body: Any = message.body
        msgpack.packb([message.action, body], default=_encode)
        if message.action is MessageAction.INVOKE_METHOD:
            self.asked.append(body.name)
