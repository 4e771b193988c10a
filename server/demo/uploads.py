"""/demo/uploads: what the fund does with documents that were sent."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel

from server.http.dependencies import StoreOf, service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented
from server.http.text_fields import refuse_hostile_text
from server.uploads.rules import RefusalReason
from server.uploads.service import Uploads

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
    upload_id: UUID, body: Settled, uploads: Annotated[Uploads, Depends(service(Uploads))], store: StoreOf
) -> None:
    """Accept or refuse a document that was sent."""
    with store.write() as transaction:
        if body.state == "accepted":
            uploads.accept(transaction, upload_id)
        else:
            uploads.refuse(transaction, upload_id, body.reason)
