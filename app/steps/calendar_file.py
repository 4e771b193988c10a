"""State of a calendar file on its way to the person."""

from collections.abc import Awaitable, Callable

from api_client.errors import ClientError
from app.core.command import Command
from app.core.state import State


class CalendarFile(State):
    """A calendar file (iCalendar) that is fetched, and handed to the person.

    Attributes:
        fetch: fetches it; views call what returns it.
        saved: whether the device has kept it, or the person sent it on; None before that is known.
    """

    def __init__(self, *, observe: Callable[[ClientError | None], None]) -> None:
        self._get: Callable[[], Awaitable[bytes]] | None = None
        self._content: bytes | None = None
        self.saved: bool | None = None
        self.fetch = Command(self._fetch, observe=observe)
        self._hear(self.fetch)

    async def fetched(self, get: Callable[[], Awaitable[bytes]]) -> bytes | None:
        """Return what `get` reads; None where it could not be had, or while another is on its way."""
        if self.fetch.running:
            return None
        self.saved, self._get = None, get
        await self.fetch.run()
        content, self._content = self._content, None
        return content

    def tell_saved(self, *, kept: bool) -> None:
        """Take note of whether the device kept the file."""
        self.saved = kept
        self.tell()

    async def _fetch(self) -> None:
        if self._get is not None:
            self._content = await self._get()
