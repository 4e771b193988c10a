"""/demo/requests: what the fund does with requests that were sent."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel, Field

from server.demo.requests import granted
from server.http.dependencies import StoreOf, service
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.http.text_fields import refuse_hostile_text
from server.requests.fund import Fund
from server.requests.rules import RequestState
from server.requests.tables import Request

router = APIRouter(
    prefix="/demo/requests",
    tags=["demo"],
    dependencies=[Depends(refuse_hostile_text)],
    responses=documented(VALIDATION_FAILED, NOT_FOUND, CHANGED_MEANWHILE),
)


class Move(BaseModel):
    """Where the fund moves a request: with the reason of a decision, or the document that is asked for."""

    state: Literal[RequestState.STUDIED, RequestState.WAITING, RequestState.ACCEPTED, RequestState.REFUSED]
    reason: Annotated[str, Field(max_length=1000)] = ""
    document: Annotated[str, Field(max_length=32, pattern="^[a-z_]+$")] = "rent_certificate"
    label: Annotated[str, Field(min_length=1, max_length=200)] = "l’attestation de loyer"


@router.post("/{request_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def move_request(
    request_id: UUID, body: Move, fund: Annotated[Fund, Depends(service(Fund))], store: StoreOf
) -> None:
    """Move a request as the fund would."""
    with store.write() as transaction:
        request = transaction.get(Request, request_id, with_for_update=True)
        if request is None:
            raise Problem(NOT_FOUND)
        match body.state:
            case RequestState.STUDIED:
                fund.study(request)
            case RequestState.WAITING:
                fund.ask_document(transaction, request, body.document, body.label)
            case RequestState.ACCEPTED:
                fund.accept(transaction, request, body.reason or None, grant=granted(request))
            case RequestState.REFUSED:
                fund.refuse(transaction, request, body.reason)
