"""A question that the assistant could not answer, on its way to a person of the fund."""

from typing import Self

from app.core.scope import PageScope


class CarriedQuestion:
    """What was asked of the assistant, for the screen where one writes to the fund: it is no part of an address.

    The assistant puts it here and leads there; that screen takes it into its field, once.
    """

    def __init__(self) -> None:
        self._text = ""

    @classmethod
    def of(cls, _: PageScope) -> Self:
        """Return the state of that page."""
        return cls()

    @property
    def text(self) -> str:
        """What is carried; empty where nothing is."""
        return self._text

    def put(self, text: str) -> None:
        """Carry a question."""
        self._text = text

    def take(self) -> str:
        """Return what was asked, and carry it no further; empty where nothing was."""
        text, self._text = self._text, ""
        return text

    def gone(self) -> None:
        """Forget it: nobody is here any more."""
        self._text = ""
