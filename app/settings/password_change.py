"""State of the change of password by who knows the one that holds."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from api_client import Client
from api_client.errors import ClientError, PasswordRefused
from app.core.form import Form
from app.rules.passwords import check_password
from app.steps.new_password import Password

if TYPE_CHECKING:
    from app.rules.problem import Problem


class PasswordChange(Form):
    """The password that holds, and the one that shall. Neither outlives the session.

    Attributes:
        current: what is typed of the first.
        problem: what is wrong with it before it is sent.
        refused: whether the server found it wrong.
        password: the second.
    """

    _TYPED: ClassVar = frozenset({"current"})

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        self._client = client
        self.current = ""
        self.problem: Problem | None = None
        self.refused = False
        self.password = Password(self._change, observe=observe)

    def type_current(self, text: str) -> None:
        """Take what the first field holds now."""
        self.current, self.problem, self.refused = text, None, False

    async def run(self) -> None:
        """Change it, unless something is plainly wrong."""
        self.refused = False
        self.problem = check_password(self.current)
        if self.problem is not None:
            self.password.submit.clear()
            self.password.attempts += 1
            return
        await self.password.run()
        self.refused = isinstance(self.password.submit.error, PasswordRefused)

    def put_away(self) -> None:
        """Keep no password, nor how it went: the screen is left."""
        self.type_current("")
        self.password.put_away()
        self.tell()

    def seal(self) -> None:
        """Keep no password: the session has ended."""
        self.put_away()

    async def _change(self, new: str) -> None:
        await self._client.credentials.change_password(self.current, new)
        self.current = ""
