"""State of a date of birth, asked to know that somebody is who they say."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from api_client.errors import ClientError
from app.core.command import Command
from app.core.typed_form import TypedForm
from app.rules.dates import check_birth_date, sent_birth_date
from text_rules.dates import date_parts

if TYPE_CHECKING:
    from app.rules.problem import Problem


class BirthDate(TypedForm):
    """A date typed in three fields.

    Attributes:
        day, month, year: what they hold.
        in_part: whether the person says not to know the day or the month.
        problem: what is wrong with them.
        attempts: submissions refused; changes each time.
        submit: sends it.
    """

    _TYPED: ClassVar = frozenset({"day", "month", "year"})

    def __init__(
        self, send: Callable[[str], Awaitable[None]], *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._send_date = send
        self.day = ""
        self.month = ""
        self.year = ""
        self.in_part = False
        self.problem: Problem | None = None
        self.attempts = 0
        self.submit = Command(self._send, observe=observe)

    def type_text(self, field: str, text: str) -> None:
        """Take what a field holds now, of a whole date its parts; what was wrong with the date is being mended."""
        if parts := date_parts(text):
            self.day, self.month, self.year = parts
            self.tell()
        else:
            setattr(self, field, text)
        self.problem = None

    async def know_in_part(self, in_part: bool) -> None:  # noqa: FBT001 - what a box to tick tells
        """Say whether the day or the month is unknown."""
        self.in_part, self.problem = in_part, None

    async def run(self) -> None:
        """Send it, unless it is plainly no date of birth."""
        self.submit.clear()
        self.problem = check_birth_date(self.day, self.month, self.year, in_part=self.in_part)
        if self.problem is None:
            await self.submit.run()
        if self.problem is not None or self.submit.error is not None:
            self.attempts += 1

    async def _send(self) -> None:
        await self._send_date(sent_birth_date(self.day, self.month, self.year))
