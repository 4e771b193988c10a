"""States of what is to be paid back: the list, and one debt."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.payments import Debt, DebtInFull
from app.core.resource import Resource
from app.core.scope import FileScope

__all__ = ["Debt", "DebtDetail", "DebtInFull", "Debts"]


class Debts(Resource[tuple[Debt, ...]]):
    """The debts of `file_id`, newest first."""

    def __init__(
        self, client: Client, file_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> tuple[Debt, ...]:
            return await client.payments.debts(file_id)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        return cls(file.client, file.file_id, observe=file.observe)


class DebtDetail(Resource[DebtInFull]):
    """The debt `debt_id` of `file_id`."""

    def __init__(
        self, client: Client, file_id: str, debt_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> DebtInFull:
            return await client.payments.debt(file_id, debt_id)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope, debt_id: str) -> Self:
        """Return the state of that debt of the file."""
        return cls(file.client, file.file_id, debt_id, observe=file.observe)
