"""/v1/files/{file_id}/declarations: what a household declares every three months."""

import asyncio
from datetime import date, datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field

from server.declarations.estimates import Basis, Estimates, Supposition, WhyNot
from server.declarations.rules import IncomeKind, Quarter
from server.declarations.service import Declarations
from server.declarations.tables import Declaration as StoredDeclaration
from server.estimating.refusals import ESTIMATE_REFUSALS, estimating
from server.http.dependencies import StoreOf, service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.people.doors import DOOR_CLOSED, Door
from server.people.tables import Member
from server.rules.payment_summary import Cents, Month
from server.sessions.dependencies import membership_behind
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/files/{file_id}/declarations",
    tags=["declarations"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED, NOT_FOUND),
)

DeclarationsOf = Annotated[Declarations, Depends(service(Declarations))]
EstimatesOf = Annotated[Estimates, Depends(service(Estimates))]
Declaring = Annotated[Member, Depends(membership_behind(Door.CHANGES))]

_MOST_ANSWERS = 300


class DeclarationItem(BaseModel):
    """The declaration of three months; `paid` are the months whose benefits follow it.

    It can be sent, or corrected once it was, while `open`.
    """

    quarter: Month
    months: list[Month]
    paid: list[Month]
    due_on: date
    declared_at: datetime | None
    late: bool
    open: bool

    @classmethod
    def of(cls, stored: StoredDeclaration, declarations: Declarations) -> Self:
        """Return a declaration as its household sees it."""
        quarter = Quarter(stored.quarter)
        return cls(
            quarter=stored.quarter,
            months=list(quarter.months),
            paid=list(quarter.paid),
            due_on=stored.due_on,
            declared_at=stored.declared_at,
            late=declarations.is_late(stored),
            open=declarations.can_send(stored),
        )


class DeclarationList(BaseModel):
    """The declarations of a file, the newest first."""

    items: list[DeclarationItem]


class DeclarationAnswers(BaseModel):
    """What was filled in so far of the form of a quarter. It is not kept."""

    answers: Annotated[dict[str, Any], Field(max_length=_MOST_ANSWERS, repr=False)] = {}


class BenefitChange(BaseModel):
    """What a benefit comes to a month, and what it would come to, in cents."""

    benefit: str
    before: Cents
    after: Cents


class NotEstimated(BaseModel):
    """A benefit that follows the declaration, and is not estimated."""

    benefit: str
    reason: WhyNot


class DeclarationEstimate(BaseModel):
    """What would be paid in `paid`; `left_out` are kinds of income that the calculation does not know.

    `suppositions` are what it takes for granted: that housing changes nothing, that other benefits are those that the
    rules give now, that other months are like the three, that who was born on a day that is not known was born on the
    first, that parental leave is daily allowances and a pension a retirement pension.
    """

    paid: list[Month]
    benefits: list[BenefitChange]
    not_estimated: list[NotEstimated]
    left_out: list[IncomeKind]
    suppositions: list[Supposition]


@router.get("")
def list_declarations(
    member: Declaring, declarations: DeclarationsOf, estimates: EstimatesOf, store: StoreOf
) -> DeclarationList:
    """Return what was declared, and what waits to be. Where one can be sent, what estimates it is made ready."""
    with store.read() as transaction:
        found = declarations.of_file(transaction, member.file_id)
        items = [DeclarationItem.of(each, declarations) for each in found]
    if any(each.open for each in items):
        estimates.warm()
    return DeclarationList(items=items)


@router.post(
    "/{quarter}/estimate",
    responses=documented(VALIDATION_FAILED) | ESTIMATE_REFUSALS,
)
async def estimate_declaration(
    *,
    body: DeclarationAnswers,
    quarter: Annotated[str, Path(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")],
    member: Declaring,
    declarations: DeclarationsOf,
    estimates: EstimatesOf,
    store: StoreOf,
) -> DeclarationEstimate:
    """Estimate what a declaration would change, before it is sent. Nothing is kept."""

    def read() -> Basis:
        with store.read() as transaction:
            if transaction.get(StoredDeclaration, (member.file_id, quarter)) is None:
                raise Problem(NOT_FOUND)
            declared = declarations.declared(transaction, member.file_id, quarter, body.answers)
            return estimates.basis(
                transaction, declarations.members(transaction, member.file_id), Quarter(quarter), declared
            )

    basis = await asyncio.to_thread(read)
    with estimating():
        changes = await estimates.changes(basis, Quarter(quarter))
    return DeclarationEstimate(
        paid=list(Quarter(quarter).paid),
        benefits=[BenefitChange.model_validate(each, from_attributes=True) for each in changes],
        not_estimated=[
            NotEstimated(benefit=each, reason=reason) for each, reason in basis.not_estimated.items()
        ],
        left_out=list(basis.left_out),
        suppositions=list(basis.suppositions),
    )
