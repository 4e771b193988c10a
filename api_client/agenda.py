"""`/v1/me/agenda`: the dates of a person, as a list and for calendars."""

from datetime import date, datetime
from typing import Literal

from pydantic import SecretStr

from api_client.auth import SessionKeeper
from api_client.model import Cents, Model, Month
from api_client.transport import Call

DateKind = Literal["payment", "declaration", "document", "deadline", "appointment", "end_of_right"]


class AgendaDate(Model):
    """A date.

    Attributes:
        date_id: names it among those of a file.
        kind: what happens.
        code: what happens, more closely: `paid`, `refused`, `expected`; `due`, `later`; `asked`; `appeal`, `contest`;
            `booked`; `ends`.
        day: on the fund's clock.
        starts_at: the hour, where there is one.
        minutes: how long it takes.
        amount: of a payment; None where nobody knows it yet.
        benefit: the code of the benefit that is meant.
        document: the code of the document that is meant.
        label: what the fund calls that document, or the request that is contested.
        quarter: the first month of the declaration that is meant.
        way: how one meets, `office` or `telephone`.
        subject: what one meets about, as a code.
        place: where one goes.
        request_id: the request that is meant.
        debt_id: the debt that is meant.
        appointment_id: the appointment that is meant.
    """

    date_id: str
    kind: DateKind
    code: str
    day: date
    starts_at: datetime | None
    minutes: int | None
    amount: Cents | None
    benefit: str | None
    document: str | None
    label: str | None
    quarter: Month | None
    way: str | None
    subject: str | None
    place: str | None
    request_id: str | None
    debt_id: str | None
    appointment_id: str | None


class AgendaDates(Model):
    """The dates from one day to another, the earliest first; `closed` says why those of the file are not among them."""

    since: date
    until: date
    closed: str | None
    items: tuple[AgendaDate, ...]


class AgendaAddress(Model):
    """The private address at which a calendar reads the dates, shown this once."""

    url: SecretStr
    made_at: datetime


class AgendaAddressState(Model):
    """When the private address was made, None where there is none; `offered` says whether a calendar could reach it."""

    offered: bool
    made_at: datetime | None


class Agenda:
    """The agenda of the person who is signed in."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def list(
        self, file_id: str | None, since: date | None = None, until: date | None = None
    ) -> AgendaDates:
        """Ask for the dates of the person and of one of their files.

        Args:
            file_id: which file; None for what is their own.
            since: the first day; None for the first of this month.
            until: the last day; None for three months.

        Raises:
            NotFound: no such file of this person's.
            Refused: more than 400 days, or none.
        """
        asked = {"file_id": file_id, "since": since, "until": until}
        query: dict[str, str | int] = {name: str(value) for name, value in asked.items() if value is not None}
        return AgendaDates.read(await self._keeper.send(Call.of("GET", *_PATH, query=query)))

    async def calendar(self, file_id: str | None) -> bytes:
        """Return the dates of three months back and of a year ahead as a calendar file (iCalendar).

        Raises:
            NotFound: no such file of this person's.
        """
        query: dict[str, str | int] | None = {"file_id": file_id} if file_id is not None else None
        return await self._keeper.send(Call.of("GET", *_PATH, "calendar", query=query))

    async def date_calendar(self, file_id: str | None, date_id: str, day: date | None = None) -> bytes:
        """Return one date as a calendar file.

        Args:
            file_id: of which file; None for what is the person's own.
            date_id: which date.
            day: its day, where that may be outside the days of `calendar`.

        Raises:
            NotFound: it is not there any more.
        """
        asked = {"file_id": file_id, "day": day}
        query: dict[str, str | int] = {name: str(value) for name, value in asked.items() if value is not None}
        return await self._keeper.send(Call.of("GET", *_PATH, date_id, "calendar", query=query))

    async def address(self) -> AgendaAddressState:
        """Ask whether there is a private address."""
        return AgendaAddressState.read(await self._keeper.send(Call.of("GET", *_SUBSCRIPTION)))

    async def make_address(self) -> AgendaAddress:
        """Make the private address; the one before leads nowhere any more.

        Raises:
            RateLimited: too many of them.
        """
        return AgendaAddress.read(await self._keeper.send(Call.of("POST", *_SUBSCRIPTION)))

    async def revoke_address(self) -> None:
        """Have the private address lead nowhere any more."""
        await self._keeper.send(Call.of("DELETE", *_SUBSCRIPTION))


_PATH = ("v1", "me", "agenda")
_SUBSCRIPTION = ("v1", "me", "agenda-subscription")
