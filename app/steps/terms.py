"""State of the conditions générales d'utilisation: the version in force."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.terms import Terms
from app.core.resource import Resource
from app.core.scope import PageScope

__all__ = ["Terms", "TermsInForce"]


class TermsInForce(Resource[Terms]):
    """The terms, read from the server, which alone knows which version counts."""

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        super().__init__(client.terms.current, observe=observe)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.client, observe=page.session.observe)
