"""`/v1/places`: communes and countries, by the codes of the INSEE."""

from typing import Literal

from api_client.model import Model
from api_client.transport import Call, Transport


class PlaceId(Model):
    """What names a place: a commune's INSEE code, or a country's (99xxx)."""

    kind: Literal["commune", "country"]
    code: str


class BirthPlace(PlaceId):
    """A place where somebody was born."""

    label: str


class Place(BirthPlace):
    """A place found.

    Attributes:
        detail: tells places of one name apart, such as the département; None for a country.
        former: whether it was found by a name that it no longer bears.
        formerly: that name: its own, or that of a place that is part of it today.
        city: the city abroad that the country was found by.
    """

    detail: str | None
    former: bool
    formerly: str | None = None
    city: str | None = None


class _Places(Model):
    items: tuple[Place, ...]


class Places:
    """The places where a person can be born."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def search(self, text: str, limit: int = 10) -> tuple[Place, ...]:
        """Find places by the beginning of their names, the likeliest first.

        Args:
            text: as typed: accents, hyphens, apostrophes and capitals do not count, `st` is `saint`.
            limit: how many at most.
        """
        query: dict[str, str | int] = {"q": text, "limit": limit}
        call = Call.of("GET", "v1", "places", query=query)
        return _Places.read(await self._transport.send(call)).items
