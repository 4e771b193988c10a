"""State of Mon Compte's first level: the overview of one file."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.files import Alert, Overview
from app.core.resource import Resource
from app.core.scope import FileScope, PersonScope

__all__ = ["Alert", "Home", "Overview", "closed_to_requests"]


class Home(Resource[Overview]):
    """The overview of `file_id`."""

    def __init__(
        self, client: Client, file_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> Overview:
            return await client.files.overview(file_id)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        return cls(file.client, file.file_id, observe=file.observe)


def closed_to_requests(person: PersonScope | None) -> str | None:
    """Return why this person may ask for nothing for the file looked at; None where they may."""
    file = person.file if person is not None else None
    overview = file.state(Home.of).value if file is not None else None
    return (
        overview.doors.requests.reason if overview is not None and not overview.doors.requests.open else None
    )
