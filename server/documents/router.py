"""/v1/files/{file_id}/documents: attestations and statements; /v1/verifications: the public check of their codes."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session as Transaction

from hosting.addresses import site_of
from server.documents.rules import NOTHING_TO_CERTIFY, RANGE_REFUSED, PaperKind, PaperState
from server.documents.service import Documents
from server.documents.tables import Document as StoredDocument
from server.documents.text import FILE_NAMES
from server.documents.verifications import Authenticity, Verification, Verifications
from server.http.dependencies import StoreOf, address_of, service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.http.ranges import file_response
from server.http.text_fields import TypedSecret
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.people.doors import DOOR_CLOSED, Door
from server.people.tables import Member
from server.rules.payment_summary import Cents, Month
from server.sessions.dependencies import membership_behind
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

DocumentsOf = Annotated[Documents, Depends(service(Documents))]
VerificationsOf = Annotated[Verifications, Depends(service(Verifications))]

router = APIRouter(
    prefix="/v1/files/{file_id}/documents",
    tags=["documents"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)
public_router = APIRouter(prefix="/v1/verifications", tags=["documents"])

_PDF = "application/pdf"
_MONTH = r"^(19|20)\d{2}-(0[1-9]|1[0-2])$"


CertificatesMembership = Annotated[Member, Depends(membership_behind(Door.CERTIFICATES))]


class DocumentAsked(BaseModel):
    """The paper that is wanted. Payments and statements cover months, both ends included; the others are of today.

    An attestation of payment without months is about the month of the newest payment.
    """

    kind: PaperKind
    since: Annotated[str, Field(pattern=_MONTH)] | None = Field(None, alias="from")
    until: Annotated[str, Field(pattern=_MONTH)] | None = None


class Document(BaseModel):
    """A paper; it can be downloaded once `ready`, until `expires_at`. Its size is in bytes."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    document_id: UUID
    kind: PaperKind
    since: Month | None = Field(alias="from")
    until: Month | None
    state: PaperState
    progress: int = Field(ge=0, le=100, description="per cent")
    asked_at: datetime
    made_at: datetime | None
    expires_at: datetime
    size: int | None
    file_name: str


class DocumentList(BaseModel):
    """The person's papers of a file, newest first."""

    items: list[Document]


class CodeSaid(BaseModel):
    """The code of a paper, as somebody typed it."""

    code: Annotated[TypedSecret, Field(min_length=1, max_length=100)]


class VerifiedFigure(BaseModel):
    """A sum that stands on a paper, of a month or of a benefit."""

    subject: str | None
    amount: Cents


class VerifiedPaper(BaseModel):
    """What stands on a genuine paper; names are initials."""

    kind: PaperKind
    since: Month | None = Field(alias="from")
    until: Month | None
    made_on: date
    initials: list[str]
    figures: list[VerifiedFigure]

    model_config = ConfigDict(serialize_by_alias=True)


class DocumentVerification(BaseModel):
    """What is known of a code. `paper` is told of a genuine one alone."""

    authenticity: Authenticity
    paper: VerifiedPaper | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, verification: Verification) -> Self:
        """Return the answer."""
        return cls(
            authenticity=verification.authenticity,
            paper=VerifiedPaper.model_validate(verification.figures) if verification.figures else None,
            revoked_at=verification.revoked_at,
        )


@router.post(
    "",
    status_code=HTTPStatus.ACCEPTED,
    response_model=Document,
    responses=documented(VALIDATION_FAILED, NOTHING_TO_CERTIFY, RATE_LIMITED, IDEMPOTENCY_CONFLICT),
)
def create_document(
    body: DocumentAsked, member: CertificatesMembership, documents: DocumentsOf, idempotent: Idempotent
) -> Response:
    """Have a paper made in the background; the same one asked for again is the one that is there."""

    def ask(transaction: Transaction) -> Document:
        return _shown(documents.ask(transaction, member, body.kind, body.since, body.until), documents)

    return idempotent.run(ask, status=HTTPStatus.ACCEPTED, owner=str(member.account_id))


@router.get("")
def list_documents(member: CertificatesMembership, documents: DocumentsOf, store: StoreOf) -> DocumentList:
    """Return the person's papers, newest first."""
    with store.read() as transaction:
        return DocumentList(items=[_shown(each, documents) for each in documents.all(transaction, member)])


@router.get("/{document_id}")
def read_document(
    document_id: UUID, member: CertificatesMembership, documents: DocumentsOf, store: StoreOf
) -> Document:
    """Return a paper: how far it is."""
    with store.read() as transaction:
        return _shown(documents.find(transaction, member, document_id), documents)


@router.delete("/{document_id}", status_code=HTTPStatus.NO_CONTENT)
def delete_document(
    document_id: UUID, member: CertificatesMembership, documents: DocumentsOf, idempotent: Idempotent
) -> Response:
    """Cancel a paper that is being made; erase another."""

    def drop(transaction: Transaction) -> None:
        documents.drop(transaction, member, document_id)

    return idempotent.run(drop, status=HTTPStatus.NO_CONTENT, owner=str(member.account_id))


@router.get(
    "/{document_id}/file",
    response_class=Response,
    responses={
        200: {"content": {_PDF: {}}},
        206: {"description": "The part that was asked for by `Range`.", "content": {_PDF: {}}},
        **documented(RANGE_REFUSED),
    },
)
def download_document_file(
    document_id: UUID,
    member: CertificatesMembership,
    documents: DocumentsOf,
    store: StoreOf,
    request: Request,
) -> Response:
    """Return a paper as PDF, or a part of it."""
    with store.read() as transaction:
        document = documents.find(transaction, member, document_id, whole=True)
    if document.content is None or document.content_digest is None:
        raise Problem(NOT_FOUND)
    return file_response(
        document.content,
        digest=document.content_digest.hex(),
        media_type=_PDF,
        name=_file_name(document),
        asked=request.headers,
        refusal=RANGE_REFUSED,
    )


@public_router.post("", responses=documented(RATE_LIMITED))
def verify_document(
    body: CodeSaid, request: Request, verifications: VerificationsOf, rates: RatesOf, store: StoreOf
) -> DocumentVerification:
    """Return what is known of the code of a paper; nobody need be signed in."""
    code = body.code.get_secret_value()
    if verifications.is_looked_up(code):
        rates.spend(Rate.VERIFICATIONS, site_of(address_of(request)))
    with store.read() as transaction:
        return DocumentVerification.of(verifications.check(transaction, code))


def _shown(document: StoredDocument, documents: Documents) -> Document:
    return Document(
        document_id=document.id,
        kind=document.kind,
        since=document.from_month,
        until=document.until_month,
        state=document.state,
        progress=document.progress,
        asked_at=document.asked_at,
        made_at=document.made_at,
        expires_at=document.asked_at + documents.kept,
        size=document.size,
        file_name=_file_name(document),
    )


def _file_name(document: StoredDocument) -> str:
    """Return the name under which a paper is saved, in ASCII."""
    if document.from_month is None:
        when = [document.asked_at.date().isoformat()]
    else:
        when = [document.from_month]
        if document.until_month and document.until_month != document.from_month:
            when.append(document.until_month)
    return "-".join([FILE_NAMES[document.kind], *when]) + ".pdf"
