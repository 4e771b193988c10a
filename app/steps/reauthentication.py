"""The password that holds, and where a change may ask for it again: the sign-in is some minutes old."""

from collections.abc import Callable

from api_client.errors import ClientError, PasswordRefused, PasswordRequired
from app.core.field import Secret
from app.rules.problem import Fault, Problem


class CurrentPassword(Secret):
    """The password that holds, which the server may find wrong."""

    def take_answer(self, error: ClientError | None) -> None:
        """Take note of whether it was wrong."""
        if isinstance(error, PasswordRefused):
            self.problem = Problem(Fault.REFUSED)


class Reauthentication(CurrentPassword):
    """The same, asked for where it was not given a moment ago, and emptied once it served."""

    def __init__(self, fresh: Callable[[], bool]) -> None:
        """Ask for the password unless `fresh` says that it was given a moment ago."""
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
        """What goes to the server; None where nothing is asked for."""
        return self.text if self.asked else None

    def open(self) -> None:
        """Look again whether it is asked for: the screen opens."""
        self._need(needed=self._required or not self._fresh())

    def take_answer(self, error: ClientError | None) -> None:
        """Take note of how the change went: it may have needed the password after all."""
        super().take_answer(error)
        if isinstance(error, PasswordRequired):
            self._required = True
            self._need(needed=True)
        if error is None:
            self.put_away()

    def put_away(self) -> None:
        """Keep nothing of it: it served, or the screen is left."""
        super().put_away()
        self._required = False

    def _need(self, *, needed: bool) -> None:
        if needed != self._needed:
            self._needed = needed
            self.tell()
