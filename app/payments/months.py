"""States of months of payments: the last ones at a glance, and one in full."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple, Self

from api_client import Client
from api_client.errors import ClientError
from api_client.payments import Change, MonthTotal, PaymentMonth, PaymentMonths, Why
from app.core.resource import Resource
from app.core.scope import FileScope

__all__ = [
    "Change",
    "MonthTotal",
    "PaymentMonth",
    "PaymentMonthDetail",
    "PaymentMonths",
    "RecentMonths",
    "RecentPayments",
    "Why",
    "is_month",
]

SHOWN_MONTHS: Final = 24

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def is_month(text: str) -> bool:
    """Tell whether a part of an address is written as a month, 2026-11."""
    return _MONTH.fullmatch(text) is not None


class RecentMonths(NamedTuple):
    """What each of the last months amounts to, and the newest in full; None where nothing was paid yet."""

    months: PaymentMonths
    newest: PaymentMonth | None


class RecentPayments(Resource[RecentMonths]):
    """The last two years of `file_id`."""

    def __init__(
        self, client: Client, file_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> RecentMonths:
            months = await client.payments.months(file_id, SHOWN_MONTHS)
            if not months.items:
                return RecentMonths(months, None)
            return RecentMonths(months, await client.payments.month(file_id, months.items[-1].month))

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        return cls(file.client, file.file_id, observe=file.observe)


class PaymentMonthDetail(Resource[PaymentMonth]):
    """The month `month` of `file_id`."""

    def __init__(
        self, client: Client, file_id: str, month: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        async def read() -> PaymentMonth:
            return await client.payments.month(file_id, month)

        super().__init__(read, observe=observe)

    @classmethod
    def of(cls, file: FileScope, month: str) -> Self:
        """Return the state of that month of the file."""
        return cls(file.client, file.file_id, month, observe=file.observe)
