"""State of a date of birth, asked to know that somebody is who they say."""

from collections.abc import Awaitable, Callable

from api_client.errors import ClientError
from app.core.field import PartialDate
from app.core.form import Form


class BirthDate(Form):
    """A date of birth alone.

    Attributes:
        date: what is typed of it.
    """

    def __init__(
        self, send: Callable[[str], Awaitable[None]], *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._send_date = send
        self.date = PartialDate()
        super().__init__(self.date, send=self._send, observe=observe)

    async def _send(self) -> None:
        await self._send_date(self.date.iso)
