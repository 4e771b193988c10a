"""State of the change of password by who knows the one that holds."""

from collections.abc import Callable

from api_client import Client
from api_client.errors import ClientError, PasswordRefused
from app.core.field import Secret
from app.rules.problem import Fault, Problem
from app.steps.new_password import NewPassword


class PasswordChange(NewPassword):
    """The password that holds, and the one that shall. Neither outlives the session.

    Attributes:
        current: the first.
    """

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        self._client = client
        self.current = Secret()
        super().__init__(self._change, name="new", after=(self.current,), observe=observe)

    def seal(self) -> None:
        """Keep no password: the session has ended."""
        self.put_away()

    def _check(self) -> bool:
        """Look at the new password once the other can be sent."""
        return self.current.check() and super()._check()

    def _take_answer(self, error: ClientError | None) -> None:
        if isinstance(error, PasswordRefused):
            self.current.problem = Problem(Fault.REFUSED)
        else:
            super()._take_answer(error)

    async def _change(self, new: str) -> None:
        await self._client.credentials.change_password(self.current.text, new)
        self.current.clear()
