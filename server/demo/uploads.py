"""/demo/uploads: what the fund does with documents that were sent."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel

from server.demo.fund import DemoFund
from server.http.dependencies import service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented
from server.http.text_fields import refuse_hostile_text
from server.uploads.rules import RefusalReason

router = APIRouter(
    prefix="/demo/uploads",
    tags=["demo"],
    dependencies=[Depends(refuse_hostile_text)],
    responses=documented(VALIDATION_FAILED, NOT_FOUND),
)


class Settled(BaseModel):
    """What the fund says of a document; a refusal without a reason is of one that cannot be read."""

    state: Literal["accepted", "refused"]
    reason: RefusalReason = RefusalReason.UNREADABLE


@router.post("/{upload_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def settle_upload(
    upload_id: UUID, body: Settled, fund: Annotated[DemoFund, Depends(service(DemoFund))]
) -> Response:
    """Accept or refuse a document that was sent."""
    said = {"state": body.state} | ({"reason": body.reason} if body.state == "refused" else {})
    return fund.relay("POST", f"/back-office/uploads/{upload_id}/answer", said)
