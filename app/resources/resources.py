"""States of Mes ressources: those of a year, and the corrections that were asked."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.resources import Correction, ResourceYear
from api_client.resources import Resource as HouseholdResource
from app.core.resource import Resource
from app.core.scope import FileScope

__all__ = ["Correction", "Corrections", "HouseholdResource", "ResourceYear", "Resources", "year_of"]

_DIGITS = 4


class Resources(Resource[ResourceYear]):
    """The resources of `file_id` in a year; None for the newest year with any."""

    def __init__(
        self,
        client: Client,
        file_id: str,
        year: int | None,
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        async def read() -> ResourceYear:
            return await client.resources.of_year(file_id, year)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope, year: int | None) -> Self:
        """Return the state of that year of the file."""
        return cls(file.client, file.file_id, year, observe=file.observe)


class Corrections(Resource[tuple[Correction, ...]]):
    """All corrections that were asked of `file_id`, the newest first."""

    def __init__(
        self, client: Client, file_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> tuple[Correction, ...]:
            return await client.resources.corrections(file_id)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        return cls(file.client, file.file_id, observe=file.observe)


def year_of(text: str | None) -> int | None:
    """Return the year that an address names; None for none, and for what is no year."""
    return int(text) if text is not None and len(text) == _DIGITS and text.isdecimal() else None
