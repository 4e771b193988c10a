"""Whether a person is asked what they want to be told of: where it makes sense, and never again once they answered."""

from contextlib import suppress
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from app.core.scope import PageScope
from app.core.state import Observed


class NotificationOffer(Observed):
    """The question to the person who is here.

    Attributes:
        open: whether it may be asked; False until it is known that they never answered it.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._asked = False
        self.open = False

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client)

    async def look_once(self) -> None:
        """Ask the server whether they answered, unless that is known; where it does not answer, they are not asked."""
        if self._asked:
            return
        self._asked = True
        try:
            self.open = not (await self._client.notifications.read()).answered
        except ClientError:
            self._asked = False

    async def refuse(self) -> None:
        """Close the question for good; where the server is away, for now."""
        self.open = False
        with suppress(ClientError):
            await self._client.notifications.refuse()

    def settle(self) -> None:
        """Close the question: they chose."""
        self._asked, self.open = True, False

    def gone(self) -> None:
        """Know nothing: nobody is here any more."""
        self._asked, self.open = False, False
