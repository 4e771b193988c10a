"""Flet's end of one browser tab: what the program changes is noted, what it asks of the browser is answered."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from flet.messaging.connection import Connection
from flet.messaging.protocol import MessageAction
from flet.pubsub.pubsub_hub import PubSubHub

from web.inside import pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from flet.messaging.protocol import InvokeMethodRequestBody, Message

logger = logging.getLogger(__name__)


def _ignore(*_: object) -> None: ...


class TabConnection(Connection):
    """What a Flet session speaks to in place of a client.

    Args:
        url: of the page, as the browser knows it.
        changed: told the number of each control that changed.
        called: answers what the program asks of the browser.
        crashed: told that the program failed.
    """

    def __init__(
        self,
        url: str,
        *,
        changed: Callable[[int], None],
        called: Callable[[InvokeMethodRequestBody], None],
        crashed: Callable[[], None],
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.page_url = url
        self.pubsubhub = PubSubHub()
        self.loop = asyncio.get_running_loop()
        self._changed = changed
        self._called = called
        self._crashed = crashed

    def let_go(self) -> None:
        """Tell nobody anything any more."""
        self._changed = self._called = self._crashed = _ignore

    def send_message(self, message: Message) -> None:
        """Take what the program says."""
        body: Any = message.body
        if message.action is MessageAction.PATCH_CONTROL:
            # Packed although nobody reads it: Flet takes, as it packs, the picture that it compares with next time.
            pack(body)
            self._changed(body.id)
        elif message.action is MessageAction.INVOKE_METHOD:
            self._called(body)
        elif message.action is MessageAction.SESSION_CRASHED:
            logger.error("a page failed: %s", body.message)
            self._crashed()
