"""State of a file that is there, and that a person saves, shows or shares: a letter, what was sent with a message."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from api_client.errors import ClientError
from app.core.command import Command
from app.core.state import State
from app.steps.opened_papers import OpenedPapers


class FetchedFile(State):
    """A file of the server.

    Attributes:
        name: under which it is saved.
        fetch: fetches it; views call `content` or `open`.
        saved: whether the device has kept it; None before that is known.
    """

    def __init__(
        self,
        name: str,
        read: Callable[[], Awaitable[bytes]],
        opened: OpenedPapers,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._get = read
        self._opened = opened
        self._observe = observe
        self._content: bytes | None = None
        self.name = name
        self.saved: bool | None = None
        self.fetch = Command(self._fetch, observe=observe)
        self._hear(self.fetch)

    @property
    def is_pdf(self) -> bool:
        """Whether browsers and desktops can show it."""
        return self.name.lower().endswith(".pdf")

    async def content(self) -> bytes | None:
        """Return it; None where it could not be had, which the state tells."""
        self.saved = None
        await self.fetch.run()
        content, self._content = self._content, None
        return content

    async def read(self) -> bytes | None:
        """Return it for who reads it beside this screen, which says nothing of it; None where it cannot be had."""
        try:
            return await self._get()
        except ClientError as error:
            self._observe(error)
            return None

    async def open(self) -> Path | None:
        """Return where it is for the program of the device that shows it; None where it could not be had."""
        content = await self.content()
        if content is None:
            return None
        try:
            return await self._opened.put(self.name, content)
        except OSError:
            self.tell_saved(kept=False)
            return None

    def tell_saved(self, *, kept: bool) -> None:
        """Take note of whether the device kept it."""
        self.saved = kept
        self.tell()

    async def _fetch(self) -> None:
        self._content = await self._get()
