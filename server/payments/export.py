"""What an export holds of the payments of a file, and of the debts taken back from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.payments.rules import debt_state
from server.payments.service import Payments
from server.payments.tables import PaymentEvent
from server.people.doors import Door
from server.people.export import opens

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member


def export_payments(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return the payments with every line, the newest first."""
    if not opens(member, Door.PAYMENTS):
        return []
    payments = Payments()
    found = payments.all(transaction, member.file_id)
    left = payments.left_after(transaction, found)
    return [
        {
            "paid_on": payment.paid_on.isoformat(),
            "month": payment.month,
            "amount": payment.amount,
            "status": payment.status,
            "refused_reason": payment.refused_reason,
            "pays_again": payment.refused.paid_on.isoformat() if payment.refused else None,
            "lines": [
                {"benefit": line.benefit, "month": line.month, "amount": line.amount, "kind": line.kind}
                for line in payment.lines
            ],
            "recoveries": [
                {
                    "benefit": taken.debt.benefit,
                    "month": taken.month,
                    "amount": taken.amount,
                    "reason": taken.debt.reason,
                    "remaining": left[payment.id, taken.position],
                }
                for taken in payment.recoveries
            ],
        }
        for payment in reversed(found)
    ]


def export_debts(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return the debts, the newest first."""
    if not opens(member, Door.PAYMENTS):
        return []
    payments = Payments()
    found = payments.debts(transaction, member.file_id)
    recoveries = payments.recoveries(transaction, found)
    remaining = {debt.id: payments.remaining(debt, recoveries[debt.id]) for debt in found}
    return [
        {
            "benefit": debt.benefit,
            "reason": debt.reason,
            "from_month": debt.from_month,
            "until_month": debt.until_month,
            "notified_on": debt.notified_on.isoformat(),
            "amount": debt.amount,
            "remaining": remaining[debt.id],
            "monthly_amount": debt.monthly_amount,
            "contest_until": debt.contest_until.isoformat(),
            "state": debt_state(remaining[debt.id], debt.cancelled_on),
        }
        for debt in found
    ]


def export_events(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return the events that changed the payments, the newest first."""
    if not opens(member, Door.PAYMENTS):
        return []
    found = transaction.scalars(
        select(PaymentEvent)
        .where(PaymentEvent.file_id == member.file_id)
        .order_by(PaymentEvent.month.desc(), PaymentEvent.happened_on.desc(), PaymentEvent.id)
    )
    return [
        {
            "month": event.month,
            "benefit": event.benefit,
            "part": event.part,
            "difference": event.difference,
            "kind": event.kind,
            "on": event.happened_on.isoformat(),
            "subject": event.subject,
            "amount": event.amount,
        }
        for event in found
    ]


def export_account(_: Transaction, member: Member) -> str | None:
    """Return the masked bank account."""
    return member.file.account_masked if opens(member, Door.PAYMENTS) else None
