"""/v1/me/exports: a copy of all data about the person."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.exports.service import EXPORT_LIFE, Exports
from server.exports.tables import Export, ExportState
from server.http.dependencies import StoreOf, service
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem, documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.rules import RATE_LIMITED
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

ExportsOf = Annotated[Exports, Depends(service(Exports))]

router = APIRouter(
    prefix="/v1/me/exports",
    tags=["access"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED),
)

_PDF = "application/pdf"


class ExportProgress(BaseModel):
    """The progress of an export; it can be downloaded once `ready`, until `expires_at`."""

    export_id: UUID
    state: ExportState
    progress: int = Field(ge=0, le=100, description="per cent")
    expires_at: datetime

    @classmethod
    def of(cls, export: Export) -> Self:
        """Return the progress of an export."""
        return cls(
            export_id=export.id,
            state=export.state,
            progress=export.progress,
            expires_at=export.asked_at + EXPORT_LIFE,
        )


@router.post(
    "",
    status_code=HTTPStatus.ACCEPTED,
    response_model=ExportProgress,
    responses=documented(RATE_LIMITED, IDEMPOTENCY_CONFLICT),
)
def create_export(person: Person, exports: ExportsOf, idempotent: Idempotent) -> Response:
    """Prepare an export in the background."""

    def ask(transaction: Transaction) -> ExportProgress:
        return ExportProgress.of(exports.ask(transaction, person.account_id))

    return idempotent.run(ask, status=HTTPStatus.ACCEPTED, owner=str(person.account_id))


@router.get("/{export_id}")
def read_export(export_id: UUID, person: Person, exports: ExportsOf, store: StoreOf) -> ExportProgress:
    """Return the progress of an export."""
    with store.read() as transaction:
        return ExportProgress.of(exports.find(transaction, person.account_id, export_id))


@router.get(
    "/{export_id}/data.json", response_class=Response, responses={200: {"content": {"application/json": {}}}}
)
def download_data(export_id: UUID, person: Person, exports: ExportsOf, store: StoreOf) -> Response:
    """Return the export as JSON."""
    with store.read() as transaction:
        data = exports.find(transaction, person.account_id, export_id).data
    return _attachment(data, "application/json", "mes-donnees.json")


@router.get("/{export_id}/document.pdf", response_class=Response, responses={200: {"content": {_PDF: {}}}})
def download_document(export_id: UUID, person: Person, exports: ExportsOf, store: StoreOf) -> Response:
    """Return the export as a document to read."""
    with store.read() as transaction:
        document = exports.find(transaction, person.account_id, export_id).document
    return _attachment(document, _PDF, "mes-donnees.pdf")


def _attachment(content: bytes | None, media_type: str, name: str) -> Response:
    if content is None:
        raise Problem(NOT_FOUND)
    disposition = f'attachment; filename="{name}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
