"""State of Mon Compte's first level: the overview of one file."""

from collections.abc import Callable

from api_client import Client
from api_client.errors import ClientError
from api_client.files import Alert, Overview
from app.core.resource import Resource

__all__ = ["Alert", "Home", "Overview"]


class Home(Resource[Overview]):
    """The overview of `file_id`."""

    def __init__(
        self, client: Client, file_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> Overview:
            return await client.files.overview(file_id)

        super().__init__(read, observe=observe)
