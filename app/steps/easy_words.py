"""Whether pages are shown in easy words, for all features that have pages to read."""

from typing import Final, Protocol

from app.core.scope import Shared


class EasyWords(Protocol):
    """The choice of the person; an observable."""

    @property
    def easy(self) -> bool:
        """Whether pages are shown in easy words."""

    async def choose_easy(self, *, easy: bool) -> None:
        """Show pages in easy words from now on, or in usual ones."""


EASY_WORDS: Final[Shared[EasyWords]] = Shared("the choice of words")
