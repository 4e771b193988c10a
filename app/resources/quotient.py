"""State of Mon quotient familial."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.resources import Computation, FamilyQuotient
from app.core.resource import Resource
from app.core.scope import FileScope

__all__ = ["Computation", "FamilyQuotient", "Quotient"]


class Quotient(Resource[FamilyQuotient]):
    """The quotient familial of `file_id`."""

    def __init__(
        self, client: Client, file_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> FamilyQuotient:
            return await client.resources.quotient(file_id)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        return cls(file.client, file.file_id, observe=file.observe)
