"""An opaque token of its own kind, for what a person does before having a session."""

from typing import TYPE_CHECKING

from api_client.errors import SessionExpired
from api_client.transport import Call, Transport

if TYPE_CHECKING:
    from pydantic import SecretStr


class BearerToken:
    """A token, and calls sent with it. It stands apart from the session's: neither opens what the other does."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.token: SecretStr | None = None

    async def send(self, call: Call) -> bytes:
        """Send a call with the token.

        Raises:
            SessionExpired: there is no token, or the server knows it no more; it is dropped.
            ClientError: the call itself failed.
        """
        token = self.token
        if token is None:
            raise SessionExpired
        try:
            return await self._transport.send(call, bearer=token.get_secret_value())
        except SessionExpired:
            if self.token is token:
                self.token = None
            raise
