"""State of Courriers: the threads of one box, and those that say some words."""

from collections.abc import Callable
from typing import ClassVar, Self

from api_client import Client
from api_client.errors import ClientError
from api_client.messages import ThreadSummary
from app.core.command import Command
from app.core.field import Text
from app.core.form import Form
from app.core.resource import Resource
from app.core.scope import PersonScope
from app.messages.paths import MESSAGES, Box
from app.messages.unread import UnreadMessages
from text_rules.cleaning import cleaned

__all__ = ["Search", "ThreadSummary", "Threads"]

WORDS_MAX = 200
"""Longer words are cut: nobody searches for more."""


class Threads(Resource[tuple[ThreadSummary, ...]]):
    """The threads of a box, unread ones first.

    Attributes:
        box: which.
        words: what they say; empty for all.
        more: reads those that follow; does nothing at the end of the list.
        search: has those be shown that say some words.
    """

    def __init__(
        self,
        client: Client,
        box: Box,
        unread: UnreadMessages,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._unread = unread
        self._cursor: str | None = None
        self.box = box
        self.words = ""
        super().__init__(self._first, observe=observe)
        self.more = Command(self._more, observe=observe)
        self.search = Search(self, observe=observe)
        self._hear(self.more)

    @classmethod
    def of(cls, person: PersonScope, box: Box) -> Self:
        """Return the state of a box of a person."""
        page = person.page
        return cls(page.client, box, page.state(UnreadMessages.of), observe=page.session.observe)

    @property
    def ended(self) -> bool:
        """Whether there is nothing after what is shown."""
        return self._cursor is None

    async def look_for(self, words: str) -> None:
        """Show those that say these words.

        Raises:
            ClientError: they could not be read; what was shown stays.
        """
        found = await self._page(None, words)
        # Together: what was shown before does not say these words.
        self.words, self.value = words, found

    async def _first(self) -> tuple[ThreadSummary, ...]:
        return await self._page(None, self.words)

    async def _more(self) -> None:
        if self._cursor is not None:
            known = {each.thread_id for each in self.value or ()}
            found = await self._page(self._cursor, self.words)
            # One that was read meanwhile stands further down now, and is there already.
            self.value = (self.value or ()) + tuple(each for each in found if each.thread_id not in known)

    async def _page(self, cursor: str | None, words: str) -> tuple[ThreadSummary, ...]:
        page = await self._client.messages.list(self.box, words, cursor)
        self._cursor = page.next_cursor
        self._unread.note(page.unread)
        return page.items


class Search(Form):
    """Words to look for among the threads of a box; none shows all of them again.

    Attributes:
        words: what is typed.
    """

    place: ClassVar = MESSAGES

    def __init__(self, threads: Threads, *, observe: Callable[[ClientError | None], None]) -> None:
        self._threads = threads
        self.words = Text(name="q")
        super().__init__(self.words, send=self._send, observe=observe)

    async def clear(self) -> None:
        """Show all again."""
        self.words.put("")
        await self.run()

    async def _send(self) -> None:
        await self._threads.look_for(cleaned(self.words.text)[:WORDS_MAX])
