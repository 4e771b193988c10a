"""/v1/files/{file_id}/authorisation: the authorisation that the responsable gives to the spouse."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session as Transaction

from server.http.dependencies import StoreOf, service
from server.http.kinds import CHANGED_MEANWHILE
from server.http.problems import Problem, documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.people.doors import DOOR_CLOSED, Reason, Role
from server.people.tables import Member
from server.sessions.dependencies import Membership
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED
from server.spouse_authorisation.service import AuthorisationState, SpouseAuthorisations

SpouseAuthorisationsOf = Annotated[SpouseAuthorisations, Depends(service(SpouseAuthorisations))]

router = APIRouter(
    prefix="/v1/files/{file_id}/authorisation",
    tags=["authorisation"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)


class AuthorisationSaid(BaseModel):
    """The new state of the authorisation, and the state that the person saw."""

    authorised: bool
    expected: bool


async def get_responsable(member: Membership) -> Member:
    """Return the membership of the person, who must be the responsable of the file.

    Raises:
        Problem: `not_found`, `door_closed`.
    """
    if member.role is not Role.RESPONSABLE:
        raise Problem(DOOR_CLOSED, door="authorisation", reason=Reason.RESPONSABLE_ONLY)
    return member


Responsable = Annotated[Member, Depends(get_responsable)]


@router.get("")
def read_authorisation(
    responsable: Responsable, spouse_authorisations: SpouseAuthorisationsOf, store: StoreOf
) -> AuthorisationState:
    """Return whether the spouse is authorised, and since when; `not_found` in a file without a spouse."""
    with store.read() as transaction:
        return spouse_authorisations.describe(transaction, responsable.file_id)


@router.put(
    "",
    response_model=AuthorisationState,
    responses=documented(CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT),
)
def put_authorisation(
    body: AuthorisationSaid,
    responsable: Responsable,
    spouse_authorisations: SpouseAuthorisationsOf,
    idempotent: Idempotent,
) -> Response:
    """Give or withdraw the authorisation, unless it changed meanwhile; the spouse's next request sees the change."""

    def change(transaction: Transaction) -> AuthorisationState:
        spouse_authorisations.change(
            transaction, responsable.file_id, authorised=body.authorised, expected=body.expected
        )
        return spouse_authorisations.describe(transaction, responsable.file_id)

    return idempotent.run(change, status=HTTPStatus.OK, owner=str(responsable.account_id))
