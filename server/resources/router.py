"""/v1/files/{file_id}/resources, /resource-corrections and /quotient: what the household lives on."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.http.dependencies import ClockOf, StoreOf, service
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented, invalid
from server.http.text_fields import TypedLines
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.people.doors import DOOR_CLOSED, Door
from server.people.tables import Member
from server.resources.rules import (
    CorrectionKind,
    CorrectionState,
    PartKind,
    ResourceKind,
    ResourceSource,
    parts_of,
)
from server.resources.service import Resources, Wrong, counted, is_explained
from server.resources.tables import Quotient as StoredQuotient
from server.resources.tables import Resource as StoredResource
from server.resources.tables import ResourceCorrection as StoredCorrection
from server.rules.payment_summary import Cents, Month
from server.rules.quotients import UnavailableReason, why_unavailable
from server.sessions.dependencies import membership_behind
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/files/{file_id}",
    tags=["resources"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)

ResourcesOf = Annotated[Resources, Depends(service(Resources))]
SituationMembership = Annotated[Member, Depends(membership_behind(Door.SITUATION))]
QuotientMembership = Annotated[Member, Depends(membership_behind(Door.QUOTIENT))]

_MOST_CENTS = 100_000_000


class Correction(BaseModel):
    """What somebody said is wrong with a resource, as the resource stood then, and where that stands."""

    correction_id: UUID
    reference: str
    resource_id: UUID
    name: str
    resource_kind: ResourceKind
    from_month: Month
    until_month: Month
    amount: Cents
    kind: CorrectionKind
    proposed_amount: Cents | None
    comment: str | None
    state: CorrectionState
    asked_at: datetime
    answered_at: datetime | None


class ResourceItem(BaseModel):
    """What a member of the household received over some months; `correction` is the newest that was asked of it."""

    resource_id: UUID
    name: str
    kind: ResourceKind
    from_month: Month
    until_month: Month
    amount: Cents
    source: ResourceSource
    received_on: date
    declared_by: str | None
    correction: Correction | None


class ResourceList(BaseModel):
    """The resources of a year, the newest first; `years` are those that can be asked for."""

    year: int
    years: list[int]
    items: list[ResourceItem]


class CorrectionAsked(BaseModel):
    """What is wrong with a resource."""

    kind: CorrectionKind
    amount: Cents | None = Field(
        None, ge=0, le=_MOST_CENTS, description="What it should be; needed where the amount is wrong."
    )
    comment: TypedLines | None = Field(None, max_length=1000)


class CorrectionList(BaseModel):
    """All that was said to be wrong, the newest first."""

    items: list[Correction]


class Income(BaseModel):
    """What somebody of the household had in the year that counts."""

    name: str
    amount: Cents


class Part(BaseModel):
    """What the members of one kind count for, in half parts."""

    kind: PartKind
    count: int
    half_parts: int


class Computation(BaseModel):
    """How the quotient is made: a twelfth of the incomes and the benefits of the month, divided by the parts."""

    year: int
    incomes: list[Income]
    benefits: Cents
    parts: list[Part]


class QuotientOfMonth(BaseModel):
    """The quotient familial of a month."""

    month: Month
    amount: Cents | None


class QuotientExplained(BaseModel):
    """The quotient familial; without one, why. `computation` is null where the fund has not said how it is made."""

    amount: Cents | None
    month: Month | None
    unavailable_reason: UnavailableReason | None
    computation: Computation | None
    history: list[QuotientOfMonth]


@router.get("/resources", responses=documented(VALIDATION_FAILED))
def list_resources(
    member: SituationMembership,
    resources: ResourcesOf,
    store: StoreOf,
    clock: ClockOf,
    year: Annotated[int | None, Query(ge=1900, le=9999)] = None,
) -> ResourceList:
    """Return the resources of a year: the current one, or the newest with any, unless one is asked for."""
    with store.read() as transaction:
        years = resources.years(transaction, member.file_id)
        shown = year if year is not None else next(iter(years), clock.now().year)
        found = resources.of_year(transaction, member.file_id, shown)
        newest: dict[UUID, StoredCorrection] = {}
        for correction in resources.corrections(transaction, member.file_id):
            newest.setdefault(correction.resource_id, correction)
        return ResourceList(
            year=shown,
            years=years,
            items=[_item(resource, newest.get(resource.id)) for resource in found],
        )


@router.post(
    "/resources/{resource_id}/corrections",
    status_code=HTTPStatus.CREATED,
    response_model=Correction,
    responses=documented(VALIDATION_FAILED, NOT_FOUND, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT),
)
def ask_correction(
    resource_id: UUID,
    body: CorrectionAsked,
    member: SituationMembership,
    resources: ResourcesOf,
    idempotent: Idempotent,
) -> Response:
    """Ask for a resource to be corrected. `changed_meanwhile` while another correction of it waits for its answer."""
    if body.kind == "amount" and body.amount is None:
        raise invalid(("amount", "missing"))
    comment = body.comment.get_secret_value() if body.comment else ""
    if body.kind == "period" and not comment:
        raise invalid(("comment", "missing"))
    wrong = Wrong(kind=body.kind, amount=body.amount if body.kind == "amount" else None, comment=comment)

    def ask(transaction: Transaction) -> Correction:
        return _correction(resources.correct(transaction, member, resource_id, wrong))

    return idempotent.run(ask, status=HTTPStatus.CREATED, owner=str(member.account_id))


@router.get("/resource-corrections")
def list_corrections(member: SituationMembership, resources: ResourcesOf, store: StoreOf) -> CorrectionList:
    """Return all corrections that were asked for this file, and where each stands."""
    with store.read() as transaction:
        found = resources.corrections(transaction, member.file_id)
        return CorrectionList(items=[_correction(each) for each in found])


@router.get("/quotient", tags=["quotient"])
def read_quotient(member: QuotientMembership, resources: ResourcesOf, store: StoreOf) -> QuotientExplained:
    """Return the quotient familial of the newest month, how it is made, and those before."""
    with store.read() as transaction:
        found = resources.quotients(transaction, member.file_id)
        newest = found[0] if found else None
        return QuotientExplained(
            amount=newest.amount if newest else None,
            month=newest.month if newest else None,
            unavailable_reason=why_unavailable(
                newest.amount if newest else None, newest.unavailable_reason if newest else None
            ),
            computation=_computation(newest) if newest and is_explained(newest) else None,
            history=[QuotientOfMonth(month=each.month, amount=each.amount) for each in found],
        )


def _computation(quotient: StoredQuotient) -> Computation:
    return Computation.model_validate(
        {
            "year": quotient.year,
            "incomes": quotient.incomes,
            "benefits": quotient.benefits,
            "parts": parts_of(counted(quotient)),
        },
        from_attributes=True,
    )


def _item(resource: StoredResource, correction: StoredCorrection | None) -> ResourceItem:
    return ResourceItem(
        resource_id=resource.id,
        name=resource.name,
        kind=resource.kind,
        from_month=resource.from_month,
        until_month=resource.until_month,
        amount=resource.amount,
        source=resource.source,
        received_on=resource.received_on,
        declared_by=resource.declared_by,
        correction=_correction(correction) if correction else None,
    )


def _correction(correction: StoredCorrection) -> Correction:
    return Correction(
        correction_id=correction.id,
        reference=correction.reference,
        resource_id=correction.resource_id,
        name=correction.name,
        resource_kind=correction.resource_kind,
        from_month=correction.from_month,
        until_month=correction.until_month,
        amount=correction.amount,
        kind=correction.kind,
        proposed_amount=correction.proposed_amount,
        comment=correction.comment,
        state=correction.state,
        asked_at=correction.asked_at,
        answered_at=correction.answered_at,
    )
