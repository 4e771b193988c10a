"""What papers state of payments."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from server.payments.tables import Payment, Recovery
from server.rules.paper_facts import Paid, PaidLine, TakenBack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services


class PaymentPapers:
    """The payments of a store, as papers state them."""

    @classmethod
    def from_services(cls, _: Services) -> Self:
        """Build it; it needs none of the others."""
        return cls()

    def paid(self, transaction: Transaction, file_id: UUID, since: str, until: str) -> Sequence[Paid]:
        """Return the payments of the months from one to another (YYYY-MM), both included, oldest first."""
        year, month = map(int, until.split("-"))
        found = transaction.scalars(
            select(Payment)
            .where(
                Payment.file_id == file_id,
                Payment.paid_on >= date.fromisoformat(f"{since}-01"),
                Payment.paid_on <= date(year, month, monthrange(year, month)[1]),
            )
            .order_by(Payment.paid_on, Payment.id)
            .options(selectinload(Payment.lines), selectinload(Payment.recoveries).joinedload(Recovery.debt))
        )
        return [_paid(payment) for payment in found]

    def last_month(self, transaction: Transaction, file_id: UUID) -> str | None:
        """Return the month of the newest payment that arrived (YYYY-MM), if any."""
        newest = (
            select(Payment.paid_on)
            .where(Payment.file_id == file_id, Payment.refused_reason.is_(None))
            .order_by(Payment.paid_on.desc())
        )
        paid_on = transaction.scalar(newest.limit(1))
        return f"{paid_on:%Y-%m}" if paid_on else None


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
            TakenBack(benefit=taken.debt.benefit, month=taken.month, amount=taken.amount)
            for taken in payment.recoveries
        ),
        refused=not payment.arrived,
    )
