"""State of La Caf m'informe."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.profile import Profile, ProfilePerson
from app.core.resource import Resource
from app.core.scope import FileScope

__all__ = ["HouseholdProfile", "Profile", "ProfilePerson"]


class HouseholdProfile(Resource[Profile]):
    """What the fund knows of the household of `file_id`."""

    def __init__(
        self, client: Client, file_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> Profile:
            return await client.profiles.read(file_id)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        return cls(file.client, file.file_id, observe=file.observe)
