"""State of one payment: what was paid, what was taken back, and why."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ClientError
from api_client.payments import Payment, PaymentLine, Recovery
from app.core.resource import Resource
from app.core.scope import FileScope

__all__ = ["Payment", "PaymentDetail", "PaymentLine", "Recovery"]


class PaymentDetail(Resource[Payment]):
    """The payment `payment_id` of `file_id`."""

    def __init__(
        self, client: Client, file_id: str, payment_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> Payment:
            return await client.payments.get(file_id, payment_id)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope, payment_id: str) -> Self:
        """Return the state of that payment of the file."""
        return cls(file.client, file.file_id, payment_id, observe=file.observe)
