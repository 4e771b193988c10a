"""State of the change of password by a person who knows the current one."""

from collections.abc import Callable

from api_client import Client
from api_client.errors import ClientError
from app.steps.new_password import NewPassword
from app.steps.reauthentication import CurrentPassword


class PasswordChange(NewPassword):
    """The current password and the new one. Neither outlives the session.

    Attributes:
        current: the current one.
    """

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        self._client = client
        self.current = CurrentPassword()
        super().__init__(self._change, name="new", after=(self.current,), observe=observe)

    def seal(self) -> None:
        """Keep no password: the session has ended."""
        self.put_away()

    async def _change(self, new: str) -> None:
        await self._client.credentials.change_password(self.current.text, new)
        self.current.clear()
