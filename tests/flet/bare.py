"""Flet as it comes, without the program: a window on its session."""

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

_TURNS = 50
"""Of the event loop, far more than what is ready needs."""
_encode = configure_encode_object_for_msgpack(BaseControl)


async def settle() -> None:
    """Let everything run that waits for nothing."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)


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
