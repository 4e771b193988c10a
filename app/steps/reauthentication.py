"""The password that a change may ask for again, where the sign-in is some minutes old."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from api_client.errors import ClientError, PasswordRefused, PasswordRequired
from app.core.typed_form import TypedForm
from app.rules.passwords import check_password

if TYPE_CHECKING:
    from app.rules.problem import Problem


class Reauthentication(TypedForm):
    """A password said again.

    Attributes:
        asked: whether it is asked for.
        typed: what its field holds; emptied once it served.
        problem: what is wrong with it before it is sent.
        refused: whether the server found it wrong.
    """

    _TYPED: ClassVar = frozenset({"typed"})

    def __init__(self, fresh: Callable[[], bool]) -> None:
        """Ask for the password unless `fresh` says that it was given a moment ago."""
        self._fresh = fresh
        self._required = False
        self.asked = not fresh()
        self.typed = ""
        self.problem: Problem | None = None
        self.refused = False

    @property
    def given(self) -> str | None:
        """What goes to the server; None where nothing is asked for."""
        return self.typed if self.asked else None

    def open(self) -> None:
        """Look again whether it is asked for: the screen opens."""
        self.asked = self._required or not self._fresh()

    def type(self, text: str) -> None:
        """Take what the field holds now."""
        self.typed, self.problem, self.refused = text, None, False

    def check(self) -> bool:
        """Tell whether it can be sent."""
        self.problem = check_password(self.typed) if self.asked else None
        return self.problem is None

    def hear(self, error: ClientError | None) -> None:
        """Take note of how the change went."""
        if isinstance(error, PasswordRequired):
            self.asked = self._required = True
        self.refused = isinstance(error, PasswordRefused)
        if error is None:
            self.clear()

    def clear(self) -> None:
        """Forget what was typed."""
        self.typed, self.problem, self.refused = "", None, False
        self._required = False
        self.tell()
