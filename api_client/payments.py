"""`/v1/files/{file_id}/payments`: what was paid, for what, and what was taken back."""

from datetime import date
from typing import Literal

from api_client.auth import SessionKeeper
from api_client.model import Cents, Model, Month
from api_client.transport import Call


class PaymentSummary(Model):
    """A payment: what arrived on the account, for which month."""

    payment_id: str
    paid_on: date
    month: Month
    amount: Cents


class PaymentPage(Model):
    """Payments, newest first; `next_cursor` asks for the older ones, None when there are none."""

    items: tuple[PaymentSummary, ...]
    next_cursor: str | None


class PaymentLine(Model):
    """One benefit in a payment. `benefit` is a code such as `af`; `arrears` are owed for an earlier month."""

    benefit: str
    month: Month
    amount: Cents
    kind: Literal["benefit", "arrears"]


class Recovery(Model):
    """What was taken back out of a payment.

    Attributes:
        benefit: the benefit paid in excess.
        month: the month that it was paid for.
        amount: what was taken back this time, positive.
        reason: a code, such as `income_change`, `situation_change` or `duplicate_payment`.
        remaining: what is owed still.
    """

    benefit: str
    month: Month
    amount: Cents
    reason: str
    remaining: Cents


class Payment(PaymentSummary):
    """A payment explained: `amount` is the sum of the lines less the sum of the recoveries."""

    lines: tuple[PaymentLine, ...]
    recoveries: tuple[Recovery, ...]
    method: Literal["transfer"]
    account_masked: str
    next_payment_on: date | None


class Payments:
    """The payments of a file."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def get(self, file_id: str, payment_id: str) -> Payment:
        """Ask for one payment in full.

        Raises:
            DoorClosed: the person may not see the payments of this file.
            NotFound: no such payment in a file of this person's.
        """
        return Payment.read(
            await self._keeper.send(Call.of("GET", "v1", "files", file_id, "payments", payment_id))
        )

    async def list(self, file_id: str, cursor: str | None = None, limit: int = 24) -> PaymentPage:
        """Ask for a page of payments, newest first.

        Args:
            file_id: the file.
            cursor: the `next_cursor` of the page before; None for the newest.
            limit: how many at most.

        Raises:
            DoorClosed: the person may not see the payments of this file.
            NotFound: no such file of this person's.
        """
        query: dict[str, str | int] = {"limit": limit}
        if cursor is not None:
            query["cursor"] = cursor
        return PaymentPage.read(
            await self._keeper.send(Call.of("GET", "v1", "files", file_id, "payments", query=query))
        )
