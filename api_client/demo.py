"""`/demo`: the messages that a demonstration server would have sent."""

from datetime import datetime
from typing import Literal

from pydantic import RootModel

from api_client.model import Model, Secret
from api_client.transport import Call, Transport


class DemoMessage(Model):
    """A mail or SMS that went nowhere; `code`, and `body` which holds it, are hidden as real ones are."""

    channel: Literal["mail", "sms"]
    to: str
    subject: str | None
    body: Secret
    code: Secret | None
    sent_at: datetime


class _Messages(Model, RootModel[tuple[DemoMessage, ...]]):
    pass


class Demo:
    """What only a demonstration server offers."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def messages(self) -> tuple[DemoMessage, ...]:
        """Ask for the messages, newest first.

        Raises:
            NotFound: the server is no demonstration.
        """
        return _Messages.read(await self._transport.send(Call.of("GET", "demo", "messages"))).root
