"""/v1/files/{file_id}/debts: what was paid in excess, what of it was taken back, and what is left."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from server.http.dependencies import StoreOf
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem, documented
from server.payments import rules, tables
from server.payments.dependencies import Owed, PaymentsMembership, PaymentsOf, Taken
from server.people.doors import DOOR_CLOSED
from server.rules.payment_summary import Month
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/files/{file_id}/debts",
    tags=["payments"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)


class Debt(BaseModel):
    """What was paid in excess; `amount` is `recovered` and `remaining` together, whatever the state."""

    debt_id: UUID
    benefit: str
    reason: rules.DebtReason
    from_month: Month
    until_month: Month
    notified_on: date
    amount: Taken
    recovered: Owed
    remaining: Owed
    monthly_amount: Taken | None
    contest_until: date
    state: rules.DebtState


class DebtList(BaseModel):
    """The debts of a file, the newest first."""

    items: list[Debt]


class DebtRecovery(BaseModel):
    """What a payment gave back of a debt; `remaining` is owed after it."""

    payment_id: UUID
    paid_on: date
    amount: Taken
    remaining: Owed


class DebtInFull(Debt):
    """A debt with all that was taken back of it, the newest first."""

    recoveries: list[DebtRecovery]


@router.get("")
def list_debts(member: PaymentsMembership, payments: PaymentsOf, store: StoreOf) -> DebtList:
    """Return the debts of the file, the newest first."""
    with store.read() as transaction:
        debts = payments.debts(transaction, member.file_id)
        recoveries = payments.recoveries(transaction, debts)
        return DebtList(items=[_debt(debt, payments.remaining(debt, recoveries[debt.id])) for debt in debts])


@router.get("/{debt_id}")
def read_debt(member: PaymentsMembership, debt_id: UUID, payments: PaymentsOf, store: StoreOf) -> DebtInFull:
    """Return a debt, with all that was taken back of it."""
    with store.read() as transaction:
        debt = payments.debt(transaction, member.file_id, debt_id)
        if debt is None:
            raise Problem(NOT_FOUND)
        recoveries = payments.recoveries(transaction, [debt])[debt.id]
        return DebtInFull(
            **dict(_debt(debt, payments.remaining(debt, recoveries))),
            recoveries=[
                DebtRecovery(
                    payment_id=taken.payment_id,
                    paid_on=taken.payment.paid_on,
                    amount=taken.amount,
                    remaining=left,
                )
                for taken, left in reversed(recoveries)
                if taken.payment.arrived
            ],
        )


def _debt(debt: tables.Debt, remaining: int) -> Debt:
    return Debt(
        debt_id=debt.id,
        benefit=debt.benefit,
        reason=debt.reason,
        from_month=debt.from_month,
        until_month=debt.until_month,
        notified_on=debt.notified_on,
        amount=debt.amount,
        recovered=debt.amount - remaining,
        remaining=remaining,
        monthly_amount=debt.monthly_amount,
        contest_until=debt.contest_until,
        state=rules.debt_state(remaining, debt.cancelled_on),
    )
