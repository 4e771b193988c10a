"""Mail servers that do not what one would like."""

from __future__ import annotations

import queue
import threading
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller

from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage


class MailServer:
    """A mail server that takes mails, or does with them what it is told.

    Attributes:
        does: `takes`, `defers` (4xx), `refuses` (5xx), `hangs` or `cuts` after it has read the mail.
        url: where it listens, whether or not it does.
        mails: what it took.
    """

    def __init__(self) -> None:
        self.does = "takes"
        port = free_port()
        self.url = f"smtp://127.0.0.1:{port}?from=ne-pas-repondre@example.org"
        self.mails: queue.SimpleQueue[EmailMessage] = queue.SimpleQueue()
        self.reached = threading.Event()
        self._port = port
        self._controller: Controller | None = None

    def start(self) -> None:
        if self._controller is None:
            self._controller = Controller(self, hostname="127.0.0.1", port=self._port)
            self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    # aiosmtpd gives the names and the arguments.
    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, to: str, _options: Any) -> str:  # noqa: N802
        self.reached.set()
        envelope.rcpt_tos.append(to)
        return {"defers": "451 4.3.0 come again", "refuses": f"550 5.1.1 <{to}> unknown"}.get(
            self.does, "250 OK"
        )

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        import asyncio

        if self.does == "hangs":
            await asyncio.Event().wait()
        if self.does == "cuts":
            server.transport.abort()
        else:
            self.mails.put(message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """Yield a mail server that does not listen yet."""
    server = MailServer()
    yield server
    server.stop()
