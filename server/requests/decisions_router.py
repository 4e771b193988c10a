"""/back-office/requests: what the fund does with requests."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Body, Depends, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.back_office.dependencies import requires_scope, scoped_router
from server.back_office.rules import ClientScope
from server.back_office.service import Caller
from server.http.dependencies import StoreOf, service
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.requests.dispatches import DispatchedRequest
from server.requests.effects import Grant
from server.requests.fund import Fund
from server.requests.rules import RequestState
from server.requests.tables import Request

router = scoped_router("requests", ClientScope.DECISIONS, NOT_FOUND)

FundOf = Annotated[Fund, Depends(service(Fund))]
Words = Annotated[str, Field(min_length=1, max_length=1000)]


class Granted(BaseModel):
    """The right that an acceptance opens: cents a month, from the first day of a month on."""

    benefit: Annotated[str, Field(max_length=32, pattern="^[a-z_]+$")]
    amount: Annotated[int, Field(ge=0, le=10_000_000)]
    since: date


class RequestStudied(BaseModel):
    """The fund has begun."""

    state: Literal["studied"]


class RequestAwaiting(BaseModel):
    """A document is missing: its code, what it is called with its article, the last day (in a month, without one)."""

    state: Literal["waiting"]
    document: Annotated[str, Field(max_length=32, pattern="^[a-z_]+$")]
    label: Annotated[str, Field(min_length=1, max_length=200)]
    until: date | None = None


class RequestAccepted(BaseModel):
    """The request, or the appeal, is accepted; the person reads `reason`."""

    state: Literal["accepted"]
    reason: Words | None = None
    grant: Granted | None = None


class RequestRefused(BaseModel):
    """The request, or the appeal, is refused; the person reads `reason`."""

    state: Literal["refused"]
    reason: Words


RequestAnswer = Annotated[
    RequestStudied | RequestAwaiting | RequestAccepted | RequestRefused,
    Body(
        discriminator="state",
        openapi_examples={
            "refused": {"value": {"state": "refused", "reason": "Le loyer dépasse le plafond."}},
            "waiting": {
                "value": {
                    "state": "waiting",
                    "document": "rent_certificate",
                    "label": "l’attestation de loyer",
                }
            },
        },
    ),
]


@router.get("/{request_id}")
def read_fund_request(request_id: UUID, store: StoreOf) -> DispatchedRequest:
    """Return a request as it stands."""
    with store.read() as transaction:
        return DispatchedRequest.of(_sent(transaction, request_id))


@router.post(
    "/{request_id}/answer",
    response_model=DispatchedRequest,
    responses=documented(VALIDATION_FAILED, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT),
)
def answer_request(
    request_id: UUID,
    body: RequestAnswer,
    client: Annotated[Caller, requires_scope(ClientScope.DECISIONS)],
    fund: FundOf,
    idempotent: Idempotent,
) -> Response:
    """Study a request, ask for a document, accept or refuse; whoever sees the request is written to."""

    def answer(transaction: Transaction) -> DispatchedRequest:
        request = _sent(transaction, request_id, locked=True)
        match body:
            case RequestStudied():
                fund.study(request)
            case RequestAwaiting():
                fund.ask_document(transaction, request, body.document, body.label, body.until)
            case RequestAccepted():
                grant = Grant(**body.grant.model_dump()) if body.grant is not None else None
                fund.accept(transaction, request, body.reason, grant=grant)
            case RequestRefused():
                fund.refuse(transaction, request, body.reason)
        transaction.flush()
        return DispatchedRequest.of(request)

    return idempotent.run(answer, status=HTTPStatus.OK, owner=client.name)


def _sent(transaction: Transaction, request_id: UUID, *, locked: bool = False) -> Request:
    """Return a request that was sent: what a person has not sent is nobody else's.

    Raises:
        Problem: `not_found`.
    """
    request = transaction.get(Request, request_id, with_for_update=locked or None)
    if request is None or request.state is RequestState.DRAFT:
        raise Problem(NOT_FOUND)
    return request
