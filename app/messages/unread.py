"""State of the number that stands beside Courriers: how many threads were not read, on any device."""

from typing import Self

from api_client import Client
from api_client.errors import ClientError
from app.core.scope import PageScope
from app.core.state import Observed

MORE: int = 100
"""What the server counts to: it stands for more."""


class UnreadMessages(Observed):
    """How many threads the person who is here has not read.

    Attributes:
        count: that many; 0 where nobody is here, or it is not known.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self.count = 0

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client)

    def note(self, count: int) -> None:
        """Take what another answer said."""
        self.count = count

    async def read(self) -> None:
        """Ask the server; where it does not answer, what was known stays."""
        try:
            self.count = await self._client.messages.unread()
        except ClientError:
            return

    def gone(self) -> None:
        """Know nothing: nobody is here any more."""
        self.count = 0
