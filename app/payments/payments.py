"""State of the list of payments of one file, page by page: all of them, those of a year, or of one benefit."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, Self

from api_client import Client
from api_client.errors import ClientError
from api_client.payments import PaymentSummary
from app.core.command import Command
from app.core.resource import Resource
from app.core.scope import FileScope
from app.payments.paths import BENEFIT, YEAR

__all__ = ["ListedPayments", "PaymentFilter", "PaymentSummary", "Payments"]

_YEAR = re.compile(r"[1-9][0-9]{3}")
_NO_YEAR = 1
"""What the server is asked for in place of a year that is none: it says which years there are."""


class PaymentFilter(NamedTuple):
    """Which payments are listed: those of a year, those with a benefit; None for any."""

    year: int | None = None
    benefit: str | None = None

    @classmethod
    def of_query(cls, query: Mapping[str, str]) -> Self:
        """Return what the query of an address asks for."""
        year = query.get(YEAR)
        if year is None:
            return cls(None, query.get(BENEFIT))
        return cls(int(year) if _YEAR.fullmatch(year) else _NO_YEAR, query.get(BENEFIT))


class ListedPayments(NamedTuple):
    """What was read of a list: its payments so far, newest first, and what all can be filtered by."""

    items: tuple[PaymentSummary, ...]
    years: tuple[int, ...]
    benefits: tuple[str, ...]


class Payments(Resource[ListedPayments]):
    """The payments of `file_id` that a filter lets through.

    Attributes:
        more: reads the next page; does nothing at the end of the list.
    """

    def __init__(
        self,
        client: Client,
        file_id: str,
        chosen: PaymentFilter,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._file_id = file_id
        self._chosen = chosen
        self._cursor: str | None = None
        super().__init__(self._first, observe=observe)
        self.more = Command(self._more, observe=observe)
        self._hear(self.more)

    @classmethod
    def of(cls, file: FileScope, chosen: PaymentFilter) -> Self:
        """Return the state of what is chosen of that file's."""
        return cls(file.client, file.file_id, chosen, observe=file.observe)

    @property
    def ended(self) -> bool:
        """Whether there is nothing after what is shown."""
        return self._cursor is None

    async def _first(self) -> ListedPayments:
        return await self._page(None)

    async def _more(self) -> None:
        if self._cursor is not None:
            before = self.value.items if self.value is not None else ()
            page = await self._page(self._cursor)
            self.value = page._replace(items=before + page.items)

    async def _page(self, cursor: str | None) -> ListedPayments:
        page = await self._client.payments.list(
            self._file_id, cursor=cursor, limit=12, year=self._chosen.year, benefit=self._chosen.benefit
        )
        self._cursor = page.next_cursor
        return ListedPayments(page.items, page.years, page.benefits)
