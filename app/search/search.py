"""State of Rechercher: what is typed, and what the server finds among what is the person's.

What the program itself can do is found by the screen. Nothing of a search is kept on the device, and nothing beyond the
session: what somebody looks for is theirs.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Self

from api_client.errors import ClientError
from api_client.search import SearchGroup, SearchResult
from app.core.command import Command
from app.core.scope import PageScope, PersonScope
from app.core.state import State
from search_rules.words import LONGEST_QUERY, terms

__all__ = ["Search", "SearchGroup", "SearchResult"]

_PAUSE_SECONDS: Final = 0.12
"""Between the last key and the search: fast typing asks once, not at each letter."""
_SUGGESTED: Final = 3
_SHOWN: Final = 20

Find = Callable[[str, int], Awaitable[tuple[SearchGroup, ...]]]


class Search(State):
    """The search of a person, or of whoever is at the page while nobody is signed in.

    Attributes:
        suggested: what was found for what is typed so far, a few of each kind.
        query: what was asked for, as a whole; empty before.
        is_cut: whether it was longer than what is looked for.
        found: what the server found for it.
        load: finds it.
    """

    def __init__(self, find: Find | None, observe: Callable[[ClientError | None], None]) -> None:
        """Begin with nothing typed.

        Args:
            find: returns what the server finds for a text, so many of each kind; None where nobody is signed in.
            observe: is told how each search went.
        """
        self._find = find
        self._observe = observe
        self._typed = self._taken = ""
        self._suggesting: asyncio.Task[None] | None = None
        self.suggested: tuple[SearchGroup, ...] = ()
        self.query = ""
        self.is_cut = False
        self.found: tuple[SearchGroup, ...] = ()
        self.load = Command(self._load, observe=observe)
        self._hear(self.load)

    @classmethod
    def of(cls, person: PersonScope) -> Self:
        """Build the search of a person, in the file that they look at."""

        async def find(query: str, limit: int) -> tuple[SearchGroup, ...]:
            file = person.account.file
            # Its words alone: what else was typed or pasted with them is nothing to look for.
            words = " ".join(terms(query))[:LONGEST_QUERY]
            file_id = file.file_id if file is not None else None
            return await person.page.client.search.find(words, file_id, limit)

        return cls(find, person.page.session.observe)

    @classmethod
    def of_nobody(cls, page: PageScope) -> Self:
        """Build the search of who is not signed in: nothing is asked of the server."""
        return cls(None, page.session.observe)

    @property
    def typed(self) -> str:
        """What the box holds."""
        return self._typed

    @property
    def is_asked(self) -> bool:
        """Whether what the box holds is what was asked for."""
        return bool(self.query) and self._typed == self.query

    @property
    def has_words(self) -> bool:
        """Whether there is anything to look for in what was asked."""
        return bool(terms(self.query))

    @property
    def finds_theirs(self) -> bool:
        """Whether what is a person's is searched, too."""
        return self._find is not None

    async def prepare(self) -> None:
        """Have the server make ready what the person may find: the first letters are then answered at once."""
        if self._find is not None:
            try:
                await self._find("", 1)
            except ClientError as error:
                self._observe(error)

    def type(self, text: str) -> None:
        """Take what the box holds now, and look for what it may become."""
        self._typed = text
        self._stop()
        if self._find is not None and terms(text):
            self._suggesting = asyncio.create_task(self._suggest(self._find, text))
        else:
            self.suggested = ()
        self.tell()

    async def take(self, text: str) -> None:
        """Look for what the address of the screen says, unless that was done: who comes back finds what they left."""
        taken, self._taken = self._taken, text
        if text not in {"", taken}:
            self._typed = text
            await self.ask()

    async def ask(self) -> None:
        """Look for what the box holds; a search under way is overtaken."""
        self._stop()
        self.suggested, self.found = (), ()
        self.is_cut = len(self._typed) > LONGEST_QUERY
        self._typed = self.query = self._typed.strip()[:LONGEST_QUERY]
        self.tell()
        if self._find is not None and self.has_words:
            await self.load.run()
        else:
            self.load.drop()

    def gone(self) -> None:
        """Keep nothing of what was typed: who was here, or is about to be, is another."""
        self._stop()
        self._typed = self._taken = self.query = ""
        self.suggested, self.found = (), ()

    async def _load(self) -> None:
        query = None
        while self._find is not None and query != self.query:
            query = self.query
            self.found = await self._find(query, _SHOWN)

    async def _suggest(self, find: Find, text: str) -> None:
        await asyncio.sleep(_PAUSE_SECONDS)
        try:
            self.suggested = await find(text, _SUGGESTED)
        except ClientError as error:
            self.suggested = ()
            self._observe(error)

    def _stop(self) -> None:
        """Stop it: an older answer must not come after what was typed since."""
        if self._suggesting is not None:
            self._suggesting.cancel()
            self._suggesting = None
