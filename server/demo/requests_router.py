"""/demo/requests: what the fund does with requests that were sent."""

from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel, Field

from server.demo.fund import DemoFund, accepted
from server.http.dependencies import service
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented
from server.http.text_fields import refuse_hostile_text
from server.requests.rules import RequestState

router = APIRouter(
    prefix="/demo/requests",
    tags=["demo"],
    dependencies=[Depends(refuse_hostile_text)],
    responses=documented(VALIDATION_FAILED, NOT_FOUND, CHANGED_MEANWHILE),
)


_REFUSED = "Les conditions ne sont pas remplies."


class Move(BaseModel):
    """Where the fund moves a request: with the reason of a decision, or the document that is asked for."""

    state: Literal[RequestState.STUDIED, RequestState.WAITING, RequestState.ACCEPTED, RequestState.REFUSED]
    reason: Annotated[str, Field(max_length=1000)] = ""
    document: Annotated[str, Field(max_length=32, pattern="^[a-z_]+$")] = "rent_certificate"
    label: Annotated[str, Field(min_length=1, max_length=200)] = "l’attestation de loyer"


@router.post("/{request_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def move_request(
    request_id: UUID, body: Move, fund: Annotated[DemoFund, Depends(service(DemoFund))]
) -> Response:
    """Move a request as the fund would."""
    path = f"/back-office/requests/{request_id}"
    said: dict[str, Any] = {"state": body.state}
    match body.state:
        case RequestState.WAITING:
            said |= {"document": body.document, "label": body.label}
        case RequestState.ACCEPTED:
            found = fund.ask("GET", path)
            if found.is_success:
                said = accepted(found.json(), body.reason or None)
        case RequestState.REFUSED:
            said["reason"] = body.reason or _REFUSED
    return fund.relay("POST", f"{path}/answer", said)
