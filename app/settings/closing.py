"""State of the closing of the account: asked with the password, taken back."""

from collections.abc import Callable
from datetime import datetime

from api_client import Client
from api_client.errors import ClientError
from app.core.command import Command
from app.core.form import Form
from app.steps.reauthentication import CurrentPassword


class Closing(Form):
    """The end of the account, and changing one's mind.

    Attributes:
        password: does not outlive the session.
        take_back: keeps the account after all.
        kept: whether that was just done.
    """

    def __init__(
        self,
        client: Client,
        *,
        note: Callable[[datetime | None], None],
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Make the form; `note` is told when the account closes, or None where it does not any more."""
        self._client = client
        self._note = note
        self.password = CurrentPassword()
        self.take_back = Command(self._take_back, observe=observe)
        self.kept = False
        self._hear(self.take_back)
        super().__init__(self.password, send=self._ask, observe=observe)

    async def run(self) -> None:
        """Have the account closed, unless something is plainly wrong."""
        self.kept = False
        self.take_back.clear()
        await super().run()

    def look(self) -> None:
        """Take note that a screen opens: what was done before is no news there."""
        self.kept = False

    def put_away(self) -> None:
        """Keep no password, nor how it went: the screen is left."""
        super().put_away()
        self.kept = False
        self.take_back.drop()

    def seal(self) -> None:
        """Keep no password: the session has ended."""
        self.put_away()

    async def _ask(self) -> None:
        closes_at = await self._client.closings.ask(self.password.text)
        self.password.clear()
        self._note(closes_at)

    async def _take_back(self) -> None:
        await self._client.closings.take_back()
        self.submit.clear()
        self.kept = True
        self._note(None)
