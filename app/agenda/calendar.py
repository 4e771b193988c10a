"""State of what brings dates into the person's calendar: files, and the private address that a calendar reads."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.agenda import AgendaAddressState, AgendaDate
from api_client.errors import ClientError
from app.agenda.paths import CALENDAR
from app.core.command import Command
from app.core.resource import Resource
from app.core.scope import PersonScope
from app.steps.calendar_file import CalendarFile

__all__ = ["AgendaAddress", "AgendaAddressState", "AgendaFiles"]


class AgendaFiles(CalendarFile):
    """Calendar files of a person's dates: all of them, or one."""

    def __init__(
        self, client: Client, file_id: str | None, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        super().__init__(observe=observe)
        self._client = client
        self._file_id = file_id

    @classmethod
    def of(cls, person: PersonScope, file_id: str | None) -> Self:
        """Return the state of that file of a person."""
        return cls(person.page.client, file_id, observe=person.page.session.observe)

    async def all(self) -> bytes | None:
        """Return the file of all dates; None where it could not be had, which the state tells."""
        return await self.fetched(lambda: self._client.agenda.calendar(self._file_id))

    async def one(self, each: AgendaDate) -> bytes | None:
        """Return the file of one date; None as for all."""
        return await self.fetched(
            lambda: self._client.agenda.date_calendar(self._file_id, each.date_id, each.day)
        )


class AgendaAddress(Resource[AgendaAddressState]):
    """The private address of a person's agenda.

    Attributes:
        url: the address, once it was made here; it is kept nowhere and shown this once.
        make: makes it, or makes another in its place.
        revoke: has it lead nowhere.
        revoked: whether that was done here last.
    """

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        self._client = client
        self.url: str | None = None
        self.revoked = False

        super().__init__(client.agenda.address, observe=observe)
        self.make = Command(self._make, observe=observe)
        self.revoke = Command(self._revoke, observe=observe)
        self._hear(self.make, self.revoke)

    @classmethod
    def of(cls, person: PersonScope) -> Self:
        """Return the state of a person."""
        return cls(person.page.client, observe=person.page.session.observe)

    @property
    def place(self) -> str:
        """Where it is shown."""
        return CALENDAR

    def put_away(self) -> None:
        """Keep the address no longer: whoever comes next must not find it."""
        self.url = None
        self.tell()

    async def _make(self) -> None:
        made = await self._client.agenda.make_address()
        self.url, self.revoked = made.url.get_secret_value(), False
        self.revoke.clear()
        self.update(AgendaAddressState(offered=True, made_at=made.made_at))

    async def _revoke(self) -> None:
        await self._client.agenda.revoke_address()
        self.url, self.revoked = None, True
        self.make.clear()
        self.update(AgendaAddressState(offered=True, made_at=None))
