"""What papers state of payments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.payments.service import Payments
from server.rules.paper_facts import Paid, PaidLine, TakenBack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.payments.tables import Payment
    from server.services import Services


class PaymentPapers:
    """The payments of a store, as papers state them."""

    def __init__(self, payments: Payments) -> None:
        self._payments = payments

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build it."""
        return cls(services[Payments])

    def paid(self, transaction: Transaction, file_id: UUID, since: str, until: str) -> Sequence[Paid]:
        """Return the payments of the months from one to another (YYYY-MM), both included, oldest first."""
        return [_paid(each) for each in self._payments.in_months(transaction, file_id, since, until)]

    def last_month(self, transaction: Transaction, file_id: UUID) -> str | None:
        """Return the month of the newest payment that arrived (YYYY-MM), if any."""
        newest = self._payments.last(transaction, file_id)
        return newest.month if newest else None


def _paid(payment: Payment) -> Paid:
    return Paid(
        paid_on=payment.paid_on,
        amount=payment.amount,
        lines=tuple(
            PaidLine(
                benefit=line.benefit, month=line.month, amount=line.amount, arrears=line.kind == "arrears"
            )
            for line in payment.lines
        ),
        taken_back=tuple(
            TakenBack(
                benefit=taken.debt.benefit,
                from_month=taken.debt.from_month,
                until_month=taken.debt.until_month,
                amount=taken.amount,
            )
            for taken in payment.recoveries
        ),
        refused=not payment.arrived,
    )
