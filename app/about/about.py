"""State of À propos: which program this is, which server it speaks to, what both are made of."""

import asyncio
from collections.abc import Callable
from typing import Self

from api_client import VERSION, Client
from api_client.errors import ClientError
from app.about.packages import Package, packages
from app.core.resource import Resource
from app.core.scope import PageScope
from app.core.state import Observed

__all__ = ["About", "Package"]


class About(Observed):
    """What is known of the program and the server.

    Attributes:
        version: of the program.
        server: version of the server, which it says itself.
        packages: the Python packages that the program runs on; None before they were looked up.
    """

    version = VERSION

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        async def read() -> str:
            return (await client.service.health()).version

        self.server = Resource(read, observe=observe)
        self.packages: tuple[Package, ...] | None = None

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client, observe=page.session.observe)

    async def look_up(self) -> None:
        """Look the packages up, once; it reads a file for each, beside which the screen goes on."""
        if self.packages is None:
            self.packages = await asyncio.to_thread(packages)
