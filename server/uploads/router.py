"""/v1/me/uploads: documents that a person sends, in pieces, and what is asked of them."""

from datetime import date, datetime
from http import HTTPStatus
from itertools import groupby
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from hosting.addresses import site_of
from server.http.dependencies import StoreOf, address_of, service
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.people.doors import DOOR_CLOSED
from server.scans.dependencies import PieceOf, ScansOf, UploadOffset
from server.scans.fields import APPENDED, APPENDING, ScanSaid
from server.scans.rules import SCAN_TOO_LARGE
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED
from server.uploads.asking import Asked
from server.uploads.rules import DOCUMENT, RefusalReason, UploadState
from server.uploads.service import Uploads
from server.uploads.tables import Upload as StoredUpload

UploadsOf = Annotated[Uploads, Depends(service(Uploads))]

router = APIRouter(
    prefix="/v1/me/uploads",
    tags=["uploads"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)


class UploadSaid(ScanSaid):
    """A document to send, for a file of the person or, without one, for a request."""

    document: Annotated[str, Field(pattern=DOCUMENT)]
    file_id: UUID | None = None


class Upload(BaseModel):
    """A document that is sent, as far as it was received. Sizes are in bytes.

    `reason` says why the fund refused it.
    """

    upload_id: UUID
    file_id: UUID | None
    document: str
    file_name: str
    size: int
    received: int
    media_type: str | None
    state: UploadState
    reason: RefusalReason | None
    sent_at: datetime | None
    settled_at: datetime | None

    @classmethod
    def of(cls, upload: StoredUpload) -> Self:
        """Return a stored upload as the client sees it."""
        (scan,) = upload.scans
        return cls(
            upload_id=upload.id,
            file_id=upload.file_id,
            document=upload.document,
            file_name=scan.file_name,
            size=scan.size,
            received=scan.received,
            media_type=scan.media_type,
            state=upload.state,
            reason=upload.reason,
            sent_at=upload.sent_at,
            settled_at=upload.settled_at,
        )


class UploadHeld(Upload):
    """An upload with the SHA-256 of what was received, in hexadecimal, by which a client recognises its file."""

    received_sha256: str


class AskingRequest(BaseModel):
    """A request that waits for a document."""

    request_id: UUID
    reference: str
    title: str


class AskedDocument(BaseModel):
    """A document that is asked for.

    `label` is the fund's own word for it, where a request asks; `requests` are those that wait for it.
    """

    document: str
    label: str | None
    until: date | None
    requests: list[AskingRequest]

    @classmethod
    def of(cls, document: str, asked: list[Asked]) -> Self:
        """Return a document that is asked for, once or more."""
        return cls(
            document=document,
            label=next((each.label for each in asked if each.label), None),
            until=min((each.until for each in asked if each.until), default=None),
            requests=[
                AskingRequest(
                    request_id=each.request_id, reference=each.reference or "", title=each.title or ""
                )
                for each in asked
                if each.request_id is not None
            ],
        )


class UploadList(BaseModel):
    """What is asked for, the most urgent first, and what was sent, the newest first."""

    asked: list[AskedDocument]
    items: list[Upload]


@router.get("", responses=documented(NOT_FOUND))
def list_uploads(
    person: Person, uploads: UploadsOf, store: StoreOf, file_id: UUID | None = None
) -> UploadList:
    """Return what a file and the person's requests ask for, and the documents that the person sent."""
    with store.read() as transaction:
        member = uploads.member(transaction, person.account_id, file_id)
        asked = uploads.asked(transaction, person.account_id, member)
        documents = list(dict.fromkeys(each.document for each in asked))
        by_document = {
            document: list(those)
            for document, those in groupby(
                sorted(asked, key=lambda each: each.document), key=lambda each: each.document
            )
        }
        return UploadList(
            asked=[AskedDocument.of(document, by_document[document]) for document in documents],
            items=[Upload.of(each) for each in uploads.all(transaction, person.account_id, file_id)],
        )


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_model=Upload,
    responses=documented(VALIDATION_FAILED, NOT_FOUND, SCAN_TOO_LARGE, RATE_LIMITED, IDEMPOTENCY_CONFLICT),
)
def create_upload(
    body: UploadSaid,
    *,
    person: Person,
    request: Request,
    uploads: UploadsOf,
    rates: RatesOf,
    idempotent: Idempotent,
) -> Response:
    """Announce a document."""
    owner = str(person.account_id)
    if earlier := idempotent.earlier_answer(owner=owner):
        return earlier
    rates.spend(Rate.SCANS, site_of(address_of(request)))

    def begin(transaction: Transaction) -> Upload:
        upload = uploads.begin(
            transaction,
            person.account_id,
            body.file_id,
            body.document,
            file_name=body.file_name,
            size=body.size,
        )
        return Upload.of(upload)

    return idempotent.run(begin, status=HTTPStatus.CREATED, owner=owner)


@router.patch(
    "/{upload_id}",
    response_model=Upload,
    responses=APPENDING | documented(NOT_FOUND, IDEMPOTENCY_CONFLICT),
    openapi_extra=APPENDED,
)
def append_to_upload(
    upload_id: UUID, *, upload_offset: UploadOffset, person: Person, uploads: UploadsOf, piece: PieceOf
) -> Response:
    """Send the next piece, 256 KiB at most; after the last one the file is judged, and given to what asks for it."""
    return piece.append(
        upload_id,
        upload_offset,
        requester=str(person.account_id),
        read_owner=lambda transaction: uploads.find(transaction, person.account_id, upload_id),
        lock_owner=lambda transaction: uploads.find(transaction, person.account_id, upload_id, locked=True),
        answer=lambda transaction, upload, scan: Upload.of(uploads.added(transaction, upload, scan)),
        on_refused=lambda transaction, upload: transaction.delete(upload),
    )


@router.get("/{upload_id}", responses=documented(NOT_FOUND))
def read_upload(
    upload_id: UUID, person: Person, uploads: UploadsOf, scans: ScansOf, store: StoreOf
) -> UploadHeld:
    """Return an upload with the digest of what was received: another device recognises the file by it."""
    with store.read() as transaction:
        upload = uploads.find(transaction, person.account_id, upload_id)
        held = scans.held(scans.find(upload, upload_id))
        return UploadHeld(**Upload.of(upload).model_dump(), received_sha256=held.received_sha256)


@router.delete(
    "/{upload_id}",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(NOT_FOUND, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT),
)
def remove_upload(upload_id: UUID, person: Person, uploads: UploadsOf, idempotent: Idempotent) -> Response:
    """Erase a document that the fund has not looked at, and that no request was sent with."""

    def remove(transaction: Transaction) -> None:
        uploads.remove(transaction, person.account_id, upload_id)

    return idempotent.run(remove, status=HTTPStatus.NO_CONTENT, owner=str(person.account_id))
