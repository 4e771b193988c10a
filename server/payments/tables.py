"""The tables of payments, debts and the events behind them. Money is integer cents."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db.types import Base
from server.payments.rules import DebtReason, EventKind, LineKind, PartKind, RefusedReason, Status


class Payment(Base):
    """A payment of one day: the benefits, less what was taken back."""

    __tablename__ = "payments"
    __table_args__ = (Index("ix_payments_newest", "file_id", "paid_on", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"))
    paid_on: Mapped[date]
    month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]
    # Why the bank refused it; nothing arrived then.
    refused_reason: Mapped[RefusedReason | None] = mapped_column(String(32))
    # The refused payment that this one pays again.
    retry_of: Mapped[UUID | None] = mapped_column(ForeignKey("payments.id"))

    lines: Mapped[list["PaymentLine"]] = relationship(order_by="PaymentLine.position")
    recoveries: Mapped[list["Recovery"]] = relationship(order_by="Recovery.position")
    refused: Mapped["Payment | None"] = relationship(remote_side="Payment.id")

    @property
    def arrived(self) -> bool:
        """Whether the bank took it."""
        return self.refused_reason is None

    @property
    def status(self) -> Status:
        """The code of whether it arrived."""
        return "paid" if self.arrived else "refused"


class UntoldPayment(Base):
    """A payment that came lately, and of which nobody was written yet."""

    __tablename__ = "untold_payments"

    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payments.id", ondelete="CASCADE"), primary_key=True)
    # The day on which it is paid: nothing is said of it before.
    due_on: Mapped[date] = mapped_column(index=True)


class PaymentLine(Base):
    """A benefit of a month in a payment."""

    __tablename__ = "payment_lines"
    # The benefits of a file are found by it, however many lines there are.
    __table_args__ = (Index("ix_payment_lines_benefit", "file_id", "benefit"),)

    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payments.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    # That of the payment.
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"))
    benefit: Mapped[str] = mapped_column(String(32))
    month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(String(16))


class Debt(Base):
    """What was paid in excess, and is taken back from payments."""

    __tablename__ = "debts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    benefit: Mapped[str] = mapped_column(String(32))
    reason: Mapped[DebtReason] = mapped_column(String(32))
    # The months of right that were paid in excess.
    from_month: Mapped[str] = mapped_column(String(7))
    until_month: Mapped[str] = mapped_column(String(7))
    notified_on: Mapped[date]
    amount: Mapped[int]
    monthly_amount: Mapped[int | None]
    contest_until: Mapped[date]
    # The day on which the fund gave up what was left.
    cancelled_on: Mapped[date | None]


class Recovery(Base):
    """A part of a debt taken back from a payment; amounts are positive."""

    __tablename__ = "recoveries"

    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payments.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    debt_id: Mapped[UUID] = mapped_column(ForeignKey("debts.id"), index=True)
    # The month of right that was paid in excess.
    month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]

    debt: Mapped[Debt] = relationship()
    payment: Mapped[Payment] = relationship(viewonly=True)


class PaymentEvent(Base):
    """What made a part of the payments of a month change, and by how much."""

    __tablename__ = "payment_events"
    __table_args__ = (Index("ix_payment_events_month", "file_id", "month"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"))
    # The month of payments in which it shows first.
    month: Mapped[str] = mapped_column(String(7))
    benefit: Mapped[str] = mapped_column(String(32))
    part: Mapped[PartKind] = mapped_column(String(16))
    # What it alone changed in the amount of the part.
    difference: Mapped[int]
    kind: Mapped[EventKind] = mapped_column(String(32))
    happened_on: Mapped[date]
    # The first name of the person whom it happened to.
    subject: Mapped[str | None] = mapped_column(String(100))
    # An amount that the event names itself.
    amount: Mapped[int | None]
