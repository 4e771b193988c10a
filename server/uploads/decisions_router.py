"""/back-office/uploads: what the fund says of documents that were sent."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Body, Depends, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session as Transaction

from server.back_office.dependencies import requires_scope, scoped_router
from server.back_office.rules import ClientScope
from server.back_office.service import Caller
from server.http.dependencies import service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.uploads.rules import RefusalReason
from server.uploads.service import Uploads

router = scoped_router("uploads", ClientScope.DECISIONS, NOT_FOUND)


class UploadAccepted(BaseModel):
    """The document is accepted."""

    state: Literal["accepted"]


class UploadRefused(BaseModel):
    """The document is asked for again; the person reads why."""

    state: Literal["refused"]
    reason: RefusalReason


UploadAnswer = Annotated[
    UploadAccepted | UploadRefused,
    Body(
        discriminator="state",
        openapi_examples={"refused": {"value": {"state": "refused", "reason": "unreadable"}}},
    ),
]


@router.post(
    "/{upload_id}/answer",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(VALIDATION_FAILED, IDEMPOTENCY_CONFLICT),
)
def answer_upload(
    upload_id: UUID,
    body: UploadAnswer,
    client: Annotated[Caller, requires_scope(ClientScope.DECISIONS)],
    uploads: Annotated[Uploads, Depends(service(Uploads))],
    idempotent: Idempotent,
) -> Response:
    """Accept or refuse a document that has arrived."""

    def settle(transaction: Transaction) -> None:
        if isinstance(body, UploadRefused):
            uploads.refuse(transaction, upload_id, body.reason)
        else:
            uploads.accept(transaction, upload_id)

    return idempotent.run(settle, status=HTTPStatus.NO_CONTENT, owner=client.name)
