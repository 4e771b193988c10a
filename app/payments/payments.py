"""State of the list of payments of one file, page by page."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.payments import PaymentSummary
from app.core.command import Command
from app.core.resource import Resource
from app.core.scope import FileScope

__all__ = ["PaymentSummary", "Payments"]


class Payments(Resource[tuple[PaymentSummary, ...]]):
    """The payments of `file_id`, newest first.

    Attributes:
        more: reads the next page; does nothing at the end of the list.
    """

    def __init__(
        self, client: Client, file_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._client = client
        self._file_id = file_id
        self._cursor: str | None = None
        super().__init__(self._first, observe=observe)
        self.more = Command(self._more, observe=observe)
        self._hear(self.more)

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        return cls(file.client, file.file_id, observe=file.observe)

    async def read_early(self) -> None:
        """Read the list before it is asked for, unless it was read: it stays when the network goes."""
        if self.value is None:
            await self.load.run()

    @property
    def ended(self) -> bool:
        """Whether there is nothing after what is shown."""
        return self._cursor is None

    async def _first(self) -> tuple[PaymentSummary, ...]:
        return await self._page(None)

    async def _more(self) -> None:
        if self._cursor is not None:
            self.value = (self.value or ()) + await self._page(self._cursor)

    async def _page(self, cursor: str | None) -> tuple[PaymentSummary, ...]:
        page = await self._client.payments.list(self._file_id, cursor=cursor, limit=12)
        self._cursor = page.next_cursor
        return tuple(page.items)
