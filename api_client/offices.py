"""`/v1/offices`, `/v1/me/office`: the funds, how each is reached, and when it is free."""

from datetime import date, datetime
from typing import Literal

from api_client.auth import SessionKeeper
from api_client.model import Model
from api_client.transport import Call, Transport

Way = Literal["office", "telephone"]
"""How one meets: at the office, or by telephone, where the fund calls."""


class OfficeName(Model):
    """A fund in a list.

    Attributes:
        code: names it.
        department: the code of its département.
        place: the name of that.
        name: its own.
    """

    code: str
    department: str
    place: str
    name: str


class Sourced(Model):
    """A fact with where it comes from, and the day of which it is."""

    source: str
    checked_on: date


class OfficeAddress(Sourced):
    """Where one goes, and writes to."""

    lines: tuple[str, ...]
    postcode: str
    city: str


class OpeningDays(Model):
    """Days of the week (1 is Monday) with the hours between which they are open, HH:MM."""

    days: tuple[int, ...]
    hours: tuple[tuple[str, str], ...]


class Opening(Sourced):
    """When an office is open."""

    days: tuple[OpeningDays, ...]


class Telephone(Sourced):
    """The number that all funds share."""

    number: str


class Office(OfficeName):
    """A fund; None for what is not known of it."""

    telephone: Telephone
    website: str
    address: OfficeAddress | None
    opening: Opening | None


class Slot(Model):
    """A time at which an office can meet somebody; `place` is where one goes."""

    slot_id: str
    starts_at: datetime
    minutes: int
    way: Way
    place: str | None


class _Names(Model):
    items: tuple[OfficeName, ...]


class _Offices(Model):
    items: tuple[Office, ...]


class Slots(Model):
    """The free slots of a fund; `offered` tells whether it has any here at all, taken or free."""

    offered: bool
    items: tuple[Slot, ...]


class Offices:
    """The funds."""

    def __init__(self, transport: Transport, keeper: SessionKeeper) -> None:
        self._transport = transport
        self._keeper = keeper

    async def search(self, text: str) -> tuple[OfficeName, ...]:
        """Ask for those of a département, by its name, its number or a postcode.

        Raises:
            Refused: the text is too long (`fields` has `q`).
        """
        call = Call.of("GET", *_PATH, query={"q": text})
        return _Names.read(await self._transport.send(call)).items

    async def get(self, code: str) -> Office:
        """Ask for one.

        Raises:
            NotFound: there is none of that code.
        """
        return Office.read(await self._transport.send(Call.of("GET", *_PATH, code)))

    async def own(self) -> tuple[Office, ...]:
        """Ask for that of the person's address: one as a rule, none without an address in France, two in one place."""
        return _Offices.read(await self._keeper.send(Call.of("GET", "v1", "me", "office"))).items

    async def slots(self, code: str, subject: str, way: Way) -> Slots:
        """Ask when an office is free in the next five weeks, the earliest first.

        Raises:
            NotFound: there is no such office.
        """
        query: dict[str, str | int] = {"subject": subject, "way": way}
        call = Call.of("GET", *_PATH, code, "slots", query=query)
        return Slots.read(await self._keeper.send(call))


_PATH = ("v1", "offices")
