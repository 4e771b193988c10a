"""What the fund writes to people of their payments, within the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.outbox.messages import FundMessage, Lead, LeadKind, MessageKind
from server.typesetting.french import BENEFITS, day, euros, month

if TYPE_CHECKING:
    from server.payments.tables import Payment


def paid(payment: Payment) -> FundMessage:
    """Write that a payment was made: its amount stands inside alone, and the title may leave the program."""
    when = month(payment.month)
    lines = "\n".join(
        f"{BENEFITS.get(line.benefit, line.benefit)} : {euros(line.amount)}" for line in payment.lines
    )
    of = "d’" if when[0] in "ao" else "de "
    return FundMessage(
        kind=MessageKind.PAYMENT,
        subject=f"Votre paiement {of}{when.split(' ')[0]}",
        preview=f"{euros(payment.amount)}, avec le détail",
        text=f"Nous vous avons versé {euros(payment.amount)} le {day(payment.paid_on.isoformat())}.\n\n{lines}",
        leads=Lead(LeadKind.PAYMENT, str(payment.id)),
    )
