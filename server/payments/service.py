"""The payments of a file, as other screens show them at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from server.payments.tables import Payment
from server.rules.payment_summary import PaymentSummary

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services


class Payments:
    """The payments of a store."""

    @classmethod
    def from_services(cls, _: Services) -> Self:
        """Build it; it needs none of the others."""
        return cls()

    def last(self, transaction: Transaction, file_id: UUID) -> PaymentSummary | None:
        """Return the newest payment, if any."""
        newest = (
            select(Payment)
            .where(Payment.file_id == file_id)
            .order_by(Payment.paid_on.desc(), Payment.id.desc())
        )
        found = transaction.scalar(newest.limit(1))
        return summary_of(found) if found else None

    def by_month(self, transaction: Transaction, file_id: UUID, since: str) -> dict[str, int]:
        """Return the cents paid in each month, from that one on (YYYY-MM); months without payment are left out."""
        by_month = (
            select(Payment.month, func.sum(Payment.amount))
            .where(Payment.file_id == file_id, Payment.month >= since)
            .group_by(Payment.month)
        )
        return {month: int(amount) for month, amount in transaction.execute(by_month)}


def summary_of(payment: Payment) -> PaymentSummary:
    """Return a payment as lists show it."""
    return PaymentSummary(
        payment_id=payment.id, paid_on=payment.paid_on, month=payment.month, amount=payment.amount
    )
