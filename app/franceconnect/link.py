"""State of the link between FranceConnect and the account signed in to."""

from collections.abc import Callable

from api_client import Client
from api_client.errors import ClientError
from api_client.franceconnect import Link
from app.core.command import Command
from app.core.resource import Resource


class AccountLink(Resource[Link]):
    """Whether the account is joined to FranceConnect.

    Attributes:
        joined_now: whether it was joined just now.
        leave: undoes the joining.
    """

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        super().__init__(client.franceconnect.link, observe=observe)
        self._client = client
        self.joined_now = False
        self.leave = Command(self._leave, observe=observe)
        self._hear(self.leave)

    def take(self, link: Link, *, joined_now: bool) -> None:
        """Take up what the server said of it."""
        self.value, self.joined_now = link, joined_now

    def forget(self) -> None:
        """Forget everything: nobody is signed in any more."""
        self.value, self.joined_now = None, False
        self.leave.clear()

    def greet_no_more(self) -> None:
        """Stop saying that the account was joined just now."""
        self.joined_now = False

    async def _leave(self) -> None:
        await self._client.franceconnect.leave()
        self.take(await self._client.franceconnect.link(), joined_now=False)
