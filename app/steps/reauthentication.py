"""The current password, which a change asks for again some minutes after the sign-in."""

from collections.abc import Callable

from api_client.errors import ClientError, PasswordRefused, PasswordRequired
from app.core.field import Secret
from app.rules.problem import Fault, Problem


class CurrentPassword(Secret):
    """The current password, which the server may find wrong."""

    def take_answer(self, error: ClientError | None) -> None:
        """Note whether it was wrong."""
        if isinstance(error, PasswordRefused):
            self.problem = Problem(Fault.REFUSED)


class Reauthentication(CurrentPassword):
    """The current password, asked for unless it was just given, and emptied after use."""

    def __init__(self, fresh: Callable[[], bool]) -> None:
        """Make the field; `fresh` tells whether the password was just given."""
        super().__init__()
        self._fresh = fresh
        self._required = False
        self._needed = not fresh()

    @property
    def asked(self) -> bool:
        """Whether it is asked for now."""
        return self._needed

    @property
    def given(self) -> str | None:
        """What is sent to the server; None when it is not asked for."""
        return self.text if self.asked else None

    def open(self) -> None:
        """Check again whether it is asked for: the screen opens."""
        self._need(needed=self._required or not self._fresh())

    def take_answer(self, error: ClientError | None) -> None:
        """Note how the change went: the server may have asked for the password after all."""
        super().take_answer(error)
        if isinstance(error, PasswordRequired):
            self._required = True
            self._need(needed=True)
        if error is None:
            self.put_away()

    def put_away(self) -> None:
        """Forget it: it was used, or the screen is left."""
        super().put_away()
        self._required = False

    def _need(self, *, needed: bool) -> None:
        if needed != self._needed:
            self._needed = needed
            self.tell()
