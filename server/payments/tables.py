"""The tables of payments and entitlements. Money is integer cents."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db.types import Base
from server.people.tables import File


class Payment(Base):
    """A payment of one day: the benefits, less what was taken back."""

    __tablename__ = "payments"
    __table_args__ = (Index("ix_payments_newest", "file_id", "paid_on", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"))
    paid_on: Mapped[date]
    month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]

    file: Mapped[File] = relationship()
    lines: Mapped[list["PaymentLine"]] = relationship(order_by="PaymentLine.position")
    recoveries: Mapped[list["Recovery"]] = relationship(order_by="Recovery.position")


class PaymentLine(Base):
    """A benefit of a month in a payment."""

    __tablename__ = "payment_lines"

    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payments.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    benefit: Mapped[str] = mapped_column(String(32))
    month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))


class Recovery(Base):
    """A part of an overpayment taken back from a payment; amounts are positive."""

    __tablename__ = "recoveries"

    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payments.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    benefit: Mapped[str] = mapped_column(String(32))
    month: Mapped[str] = mapped_column(String(7))
    amount: Mapped[int]
    reason: Mapped[str] = mapped_column(String(32))
    remaining: Mapped[int]


class Entitlement(Base):
    """A benefit to which a file is entitled, month after month."""

    __tablename__ = "entitlements"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    benefit: Mapped[str] = mapped_column(String(32))
    amount: Mapped[int]
    since: Mapped[date]
    until: Mapped[date | None]
