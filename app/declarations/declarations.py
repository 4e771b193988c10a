"""States of the quarterly declaration: those of a file, and the draft of one."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Self

from api_client import Client
from api_client.declarations import Declaration
from api_client.errors import ClientError
from app.core.command import Command
from app.core.resource import Resource
from app.core.scope import FileScope, PageScope, PersonScope
from app.steps.effect import DeclarationEstimate, Effect

__all__ = ["Declaration", "DeclarationStart", "Declarations", "Effects"]

_QUESTIONNAIRE: Final = "quarterly_declaration"


class Declarations(Resource[tuple[Declaration, ...]]):
    """The declarations of `file_id`, the newest first."""

    def __init__(
        self, client: Client, file_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> tuple[Declaration, ...]:
            return await client.declarations.list(file_id)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        return cls(file.client, file.file_id, observe=file.observe)


class DeclarationStart(Command):
    """What begins the declaration of a quarter, or takes up the draft that is there.

    Attributes:
        request_id: the draft, once there is one.
    """

    def __init__(
        self, client: Client, file_id: str, quarter: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self.request_id: str | None = None

        async def begin() -> None:
            draft = await client.requests.begin(_QUESTIONNAIRE, file_id, period=quarter)
            self.request_id = draft.request_id

        super().__init__(begin, observe=observe, navigates=True)

    @classmethod
    def of(cls, file: FileScope, quarter: str) -> Self:
        """Return what begins that quarter of the file."""
        return cls(file.client, file.file_id, quarter, observe=file.observe)


class Effects:
    """What estimates the effect of declarations before they are sent."""

    def __init__(self, page: PageScope) -> None:
        self._page = page

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return that of a page."""
        return cls(page)

    def effect(self, file_id: str, period: str) -> Effect:
        """Return the state of what the declaration of a quarter of a file would change."""
        person = self._page.person
        if person is None:
            raise LookupError("nobody is here")
        return person.state(_effect, file_id, period)


def _effect(person: PersonScope, file_id: str, quarter: str) -> Effect:
    async def ask(answers: Mapping[str, Any]) -> DeclarationEstimate:
        return await person.page.client.declarations.estimate(file_id, quarter, answers)

    return Effect(ask)
