"""What people say is wrong with a resource, as the fund hears of it."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session as Transaction

from server.feature import Act, Dispatchable, Told
from server.resources.rules import CorrectionKind, CorrectionState, ResourceKind
from server.resources.tables import ResourceCorrection
from server.services import Services

RESOURCE_CORRECTION = "resource_correction"


class DispatchedCorrection(BaseModel):
    """What is wrong with a resource as it stood then. Money is integer cents."""

    model_config = ConfigDict(from_attributes=True)

    reference: str
    resource_id: UUID
    name: str
    resource_kind: ResourceKind
    from_month: str
    until_month: str
    amount: int
    kind: CorrectionKind
    proposed_amount: int | None
    comment: str | None = Field(repr=False)
    state: CorrectionState


def _read(_: Services, transaction: Transaction, act: Act) -> Told | None:
    found = transaction.get(ResourceCorrection, act.subject_id)
    return Told(DispatchedCorrection.model_validate(found)) if found is not None else None


DISPATCHABLE = (Dispatchable(RESOURCE_CORRECTION, DispatchedCorrection, _read),)
