"""`/health`: the server itself."""

from typing import Literal

from api_client.model import Model
from api_client.transport import Call, Transport


class Health(Model):
    """The server answers; `demo` says whether its accounts and messages are a demonstration's."""

    status: Literal["ok"]
    version: str
    demo: bool


class Service:
    """The server, whoever is signed in."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def health(self) -> Health:
        """Ask whether the server is there.

        Raises:
            ConnectionFailed: it is not.
        """
        return Health.read(await self._transport.send(Call.of("GET", "health")))
