"""/v1/files/{file_id}/payments and /entitlements: payments, recoveries and entitlements."""

import base64
import binascii
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from sqlalchemy import select, tuple_

from server.http.dependencies import ClockOf, StoreOf
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.payments.service import summary_of
from server.payments.tables import Entitlement
from server.payments.tables import Payment as StoredPayment
from server.people.doors import DOOR_CLOSED, Door, closed
from server.people.tables import Member
from server.rules.payment_summary import Cents, Month, PaymentSummary
from server.rules.payments import next_payment_on
from server.sessions.dependencies import Membership
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/files/{file_id}",
    tags=["payments"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)


async def get_payments_membership(member: Membership) -> Member:
    """Return the person's membership in the file, whose door to payments must be open.

    Raises:
        Problem: `door_closed`.
    """
    if reason := closed(member.role, Door.PAYMENTS, authorised=member.authorised):
        raise Problem(DOOR_CLOSED, door=Door.PAYMENTS, reason=reason)
    return member


PaymentsMembership = Annotated[Member, Depends(get_payments_membership)]


class PaymentLine(BaseModel):
    """A benefit of a month."""

    benefit: str
    month: Month
    amount: Cents
    kind: Literal["benefit", "arrears"]


class Recovery(BaseModel):
    """A part of an overpayment that was taken back; `remaining` is owed after it."""

    benefit: str
    month: Month
    amount: Annotated[Cents, Field(gt=0)]
    reason: Literal["income_change", "situation_change", "duplicate_payment"]
    remaining: Annotated[Cents, Field(ge=0)]


class Payment(PaymentSummary):
    """A payment with all its amounts: its lines, less its recoveries."""

    lines: list[PaymentLine]
    recoveries: list[Recovery]
    method: Literal["transfer"]
    account_masked: str
    next_payment_on: date | None


class PaymentPage(BaseModel):
    """Payments, newest first; `next_cursor` leads to older ones."""

    items: list[PaymentSummary]
    next_cursor: str | None


class EntitlementItem(BaseModel):
    """A benefit to which the file is entitled, month after month."""

    benefit: str
    amount: Cents
    since: date
    until: date | None


class EntitlementList(BaseModel):
    """The benefits of a file."""

    items: list[EntitlementItem]


@router.get("/payments")
def list_payments(
    member: PaymentsMembership,
    store: StoreOf,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 24,
) -> PaymentPage:
    """Return the payments, newest first."""
    query = (
        select(StoredPayment)
        .where(StoredPayment.file_id == member.file_id)
        .order_by(StoredPayment.paid_on.desc(), StoredPayment.id.desc())
        .limit(limit + 1)
    )
    if cursor is not None:
        query = query.where(tuple_(StoredPayment.paid_on, StoredPayment.id) < _position(cursor))
    with store.read() as transaction:
        found = transaction.scalars(query).all()
    shown = found[:limit]
    return PaymentPage(
        items=[summary_of(payment) for payment in shown],
        next_cursor=_cursor(shown[-1]) if len(found) > limit else None,
    )


@router.get("/payments/{payment_id}")
def read_payment(member: PaymentsMembership, payment_id: UUID, store: StoreOf, clock: ClockOf) -> Payment:
    """Return a payment, with every amount explained."""
    with store.read() as transaction:
        payment = transaction.get(StoredPayment, payment_id)
        if payment is None or payment.file_id != member.file_id:
            raise Problem(NOT_FOUND)
        return Payment.model_validate(
            {
                **summary_of(payment).model_dump(),
                "lines": payment.lines,
                "recoveries": payment.recoveries,
                "method": "transfer",
                "account_masked": payment.file.account_masked,
                "next_payment_on": next_payment_on(clock.now().date(), payment.file.closed_on),
            },
            from_attributes=True,
        )


@router.get("/entitlements", tags=["entitlements"])
def list_entitlements(member: PaymentsMembership, store: StoreOf) -> EntitlementList:
    """Return the benefits to which the file is entitled."""
    query = select(Entitlement).where(Entitlement.file_id == member.file_id).order_by(Entitlement.benefit)
    with store.read() as transaction:
        return EntitlementList.model_validate(
            {"items": transaction.scalars(query).all()}, from_attributes=True
        )


def _cursor(last: StoredPayment) -> str:
    return base64.urlsafe_b64encode(f"{last.paid_on.isoformat()}{last.id.hex}".encode()).decode()


def _position(cursor: str) -> tuple[date, UUID]:
    """Where the page before ended.

    Raises:
        Problem: `validation_failed` for what is no cursor of ours.
    """
    try:
        text = base64.urlsafe_b64decode(cursor.encode("ascii")).decode("ascii")
        return date.fromisoformat(text[:10]), UUID(text[10:])
    except (ValueError, binascii.Error):
        raise Problem(VALIDATION_FAILED, errors=[{"field": "cursor", "code": "invalid"}]) from None
