"""State of Mes droits."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.entitlements import Entitlement
from api_client.errors import ClientError
from app.core.resource import Resource
from app.core.scope import FileScope

__all__ = ["Entitlement", "Entitlements"]


class Entitlements(Resource[tuple[Entitlement, ...]]):
    """The benefits of `file_id`, those that are over last."""

    def __init__(
        self, client: Client, file_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> tuple[Entitlement, ...]:
            return await client.entitlements.list(file_id)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        return cls(file.client, file.file_id, observe=file.observe)
