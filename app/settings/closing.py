"""State of the closing of the account: asked with the password, taken back."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from api_client import Client
from api_client.errors import ClientError, PasswordRefused
from app.core.command import Command
from app.core.typed_form import TypedForm
from app.rules.passwords import check_password

if TYPE_CHECKING:
    from app.rules.problem import Problem


class Closing(TypedForm):
    """The end of the account, and changing one's mind.

    Attributes:
        password: what its field holds; it does not outlive the session.
        problem: what is wrong with it before it is sent.
        refused: whether the server found it wrong.
        attempts: submissions refused; changes each time.
        ask: has the account closed.
        take_back: keeps it after all.
    """

    _TYPED: ClassVar = frozenset({"password"})

    def __init__(
        self,
        client: Client,
        *,
        changed: Callable[[], Awaitable[None]],
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._tell = changed
        self.password = ""
        self.problem: Problem | None = None
        self.refused = False
        self.attempts = 0
        self.ask = Command(self._ask, observe=observe)
        self.take_back = Command(self._take_back, observe=observe)

    def type(self, text: str) -> None:
        """Take what the field holds now."""
        self.password, self.problem, self.refused = text, None, False

    async def run(self) -> None:
        """Have the account closed, unless something is plainly wrong."""
        self.ask.clear()
        self.take_back.clear()
        self.refused = False
        self.problem = check_password(self.password)
        if self.problem is None:
            await self.ask.run()
            self.refused = isinstance(self.ask.error, PasswordRefused)
        if self.problem is not None or self.ask.error is not None:
            self.attempts += 1

    def put_away(self) -> None:
        """Keep no password, nor how it went: the screen is left."""
        self.type("")
        self.ask.drop()
        self.take_back.drop()
        self.tell()

    def seal(self) -> None:
        """Keep no password: the session has ended."""
        self.put_away()

    async def _ask(self) -> None:
        await self._client.closings.ask(self.password)
        self.password = ""
        await self._tell()

    async def _take_back(self) -> None:
        await self._client.closings.take_back()
        self.ask.clear()
        await self._tell()
