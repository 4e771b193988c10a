"""What an export holds of the payments and entitlements of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.payments.tables import Entitlement, Payment
from server.people.doors import Door
from server.people.export import opens

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member


def export_entitlements(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return the entitlements."""
    if not opens(member, Door.PAYMENTS):
        return []
    found = transaction.scalars(
        select(Entitlement).where(Entitlement.file_id == member.file_id).order_by(Entitlement.benefit)
    )
    return [
        {
            "benefit": due.benefit,
            "amount": due.amount,
            "since": due.since.isoformat(),
            "until": due.until.isoformat() if due.until else None,
        }
        for due in found
    ]


def export_payments(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return the payments with every line, the newest first."""
    if not opens(member, Door.PAYMENTS):
        return []
    found = transaction.scalars(
        select(Payment).where(Payment.file_id == member.file_id).order_by(Payment.paid_on.desc())
    )
    return [
        {
            "paid_on": payment.paid_on.isoformat(),
            "month": payment.month,
            "amount": payment.amount,
            "lines": [
                {"benefit": line.benefit, "month": line.month, "amount": line.amount, "kind": line.kind}
                for line in payment.lines
            ],
            "recoveries": [
                {
                    "benefit": taken.benefit,
                    "month": taken.month,
                    "amount": taken.amount,
                    "reason": taken.reason,
                    "remaining": taken.remaining,
                }
                for taken in payment.recoveries
            ],
        }
        for payment in found
    ]


def export_account(_: Transaction, member: Member) -> str | None:
    """Return the masked bank account."""
    return member.file.account_masked if opens(member, Door.PAYMENTS) else None
