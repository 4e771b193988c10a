"""/v1/files/{file_id}/entitlements: the benefits of a file, and where each stands."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import case, select

from server.entitlements.rules import EndingEvent, EntitlementReason, EntitlementState, LiftingAct
from server.entitlements.tables import Entitlement
from server.http.dependencies import StoreOf
from server.http.problems import documented
from server.people.doors import DOOR_CLOSED, Door
from server.people.tables import Member
from server.rules.payment_summary import Cents
from server.sessions.dependencies import membership_behind
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/files/{file_id}",
    tags=["entitlements"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)

PaymentsMembership = Annotated[Member, Depends(membership_behind(Door.PAYMENTS))]

_CLOSED_LAST = case((Entitlement.state == "closed", 1), else_=0)


class EntitlementItem(BaseModel):
    """A benefit to which the file is or was entitled, month after month.

    `reason` says why it is suspended or closed, `act` what lifts a suspension, `ends_when` what may end it.
    """

    benefit: str
    state: EntitlementState
    amount: Cents
    since: date
    until: date | None
    reason: EntitlementReason | None
    act: LiftingAct | None
    ends_when: list[EndingEvent]


class EntitlementList(BaseModel):
    """The benefits of a file, closed ones last."""

    items: list[EntitlementItem]


@router.get("/entitlements")
def list_entitlements(member: PaymentsMembership, store: StoreOf) -> EntitlementList:
    """Return the benefits to which the file is or was entitled."""
    query = (
        select(Entitlement)
        .where(Entitlement.file_id == member.file_id)
        .order_by(_CLOSED_LAST, Entitlement.benefit, Entitlement.since.desc())
    )
    with store.read() as transaction:
        return EntitlementList.model_validate(
            {"items": transaction.scalars(query).all()}, from_attributes=True
        )
