"""State of "Aides et démarches": what can be asked for."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.catalogue import Benefit, Theme
from api_client.errors import ClientError
from app.core.resource import Resource
from app.core.scope import PageScope

__all__ = ["Benefit", "Benefits", "Theme"]


class Benefits(Resource[tuple[Theme, ...]]):
    """The catalogue, read once for all its screens."""

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        super().__init__(client.catalogue.list, observe=observe)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client, observe=page.session.observe)

    def find(self, code: str) -> Benefit | None:
        """Return a benefit of the catalogue, None before it is read or when there is none of that code."""
        known = (benefit for theme in self.value or () for benefit in theme.benefits)
        return next((benefit for benefit in known if benefit.benefit == code), None)
