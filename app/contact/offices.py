"""States of the funds: one's own, any one, and the search for that of a département."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.offices import Office, OfficeName
from app.core.field import Text
from app.core.form import Form
from app.core.resource import Resource
from app.core.scope import PageScope, PersonScope
from app.rules.problem import Fault, Problem

__all__ = ["Office", "OfficeDetail", "OfficeName", "OfficeSearch", "OwnOffices"]


class OwnOffices(Resource[tuple[Office, ...]]):
    """The fund of the person's address: one as a rule."""

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        super().__init__(client.offices.own, observe=observe)

    @classmethod
    def of(cls, person: PersonScope) -> Self:
        """Return the state of a person."""
        return cls(person.page.client, observe=person.page.session.observe)


class OfficeDetail(Resource[tuple[Office, ...]]):
    """One fund, as a list of one: it is shown in place of one's own."""

    def __init__(self, client: Client, code: str, *, observe: Callable[[ClientError | None], None]) -> None:
        async def read() -> tuple[Office, ...]:
            return (await client.offices.get(code),)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, page: PageScope, code: str) -> Self:
        """Return the state of that fund."""
        return cls(page.client, code, observe=page.session.observe)


class OfficeSearch(Form):
    """The search for the fund of a département.

    Attributes:
        place: where it stands.
        text: a name, a number, or a postcode.
        found: the funds that were found; None before.
    """

    def __init__(self, client: Client, place: str, *, observe: Callable[[ClientError | None], None]) -> None:
        self._client = client
        self.place = place
        self.text = Text(_check, name="q")
        self.found: tuple[OfficeName, ...] | None = None
        super().__init__(self.text, send=self._search, observe=observe)

    @classmethod
    def of(cls, page: PageScope, place: str) -> Self:
        """Return the state of the search at that path."""
        return cls(page.client, place, observe=page.session.observe)

    def put_away(self) -> None:
        """Keep nothing of what was looked for."""
        super().put_away()
        self.text.clear()
        self.found = None

    async def _search(self) -> None:
        self.found = await self._client.offices.search(self.text.text)


def _check(text: str) -> Problem | None:
    return Problem(Fault.EMPTY) if not text.strip() else None
