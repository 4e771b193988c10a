"""/v1/me/requests: what a person asks of the fund or declares to it."""

import base64
import binascii
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.http.dependencies import ClockOf, StoreOf, service
from server.http.kinds import CHANGED_MEANWHILE, DEADLINE_PASSED, NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented, invalid
from server.http.text_fields import TypedLines
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.rules import RATE_LIMITED
from server.papers import Papers
from server.people.doors import DOOR_CLOSED
from server.questionnaires.service import refusals
from server.requests.drafts import Drafts, Saved
from server.requests.receipts import receipt
from server.requests.rules import QUESTIONNAIRE, RequestState
from server.requests.service import Requests
from server.requests.state import (
    Request,
    RequestOpening,
    RequestOpeningList,
    RequestPage,
    RequestSummary,
    SavedState,
    shown,
    summary,
)
from server.requests.tables import Request as StoredRequest
from server.rules.payment_summary import Month
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/me/requests",
    tags=["requests"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)

openings_router = APIRouter(
    prefix="/v1/me/request-openings",
    tags=["requests"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)

RequestsOf = Annotated[Requests, Depends(service(Requests))]
DraftsOf = Annotated[Drafts, Depends(service(Drafts))]
PapersOf = Annotated[Papers, Depends(service(Papers))]

_PDF = "application/pdf"
_MOST_ANSWERS = 200
_MOST_UPLOADS = 20
Act: TypeAlias = Callable[[Transaction, StoredRequest], None]
"""What is done with a request."""

Answers = Annotated[dict[str, Any], Field(max_length=_MOST_ANSWERS)]


class RequestBegun(BaseModel):
    """What is to be filled in: for a file, or for nobody's yet; `period` is a declaration's first month."""

    questionnaire: Annotated[str, Field(pattern=QUESTIONNAIRE)]
    file_id: UUID | None = None
    period: Month | None = None
    answers: Answers = {}


class AnswersSaved(BaseModel):
    """Answers to merge into a draft whose revision was seen; null takes one away."""

    revision: int
    page: Annotated[str, Field(max_length=64)] | None = None
    answers: Answers = Field(default={}, repr=False)


class Submission(BaseModel):
    """The revision that the person saw and sends."""

    revision: int


class AppealMade(BaseModel):
    """Why the decision is contested, and documents that show it."""

    text: Annotated[TypedLines, Field(min_length=1, max_length=2000)]
    documents: Annotated[list[UUID], Field(max_length=_MOST_UPLOADS)] = []


class DocumentsSent(BaseModel):
    """What was uploaded for a document that the request waits for."""

    document: Annotated[str, Field(max_length=32)]
    upload_ids: Annotated[list[UUID], Field(min_length=1, max_length=_MOST_UPLOADS)]


def get_act(
    request_id: UUID, person: Person, requests: RequestsOf, clock: ClockOf, idempotent: Idempotent
) -> Callable[[Act], Response]:
    """Return what does something with a request of the person, once, and answers with it as it then stands."""

    def run(act: Act) -> Response:
        def done(transaction: Transaction) -> Request:
            found = requests.find(transaction, person, request_id, to_act=True)
            act(transaction, found)
            transaction.flush()
            return shown(found, clock.now().date())

        return idempotent.run(done, status=HTTPStatus.OK, owner=str(person.account_id))

    return run


Acting = Annotated[Callable[[Act], Response], Depends(get_act)]


@openings_router.get("", responses=documented(NOT_FOUND))
def list_openings(
    person: Person, drafts: DraftsOf, store: StoreOf, file_id: UUID | None = None
) -> RequestOpeningList:
    """Return what the person may ask or declare for a file, or without one, and what is closed to them."""
    with store.read() as transaction:
        found = drafts.openings(transaction, person, file_id)
    return RequestOpeningList(items=list(map(RequestOpening.of, found)))


@router.get("", responses=documented(VALIDATION_FAILED))
def list_requests(
    *,
    person: Person,
    requests: RequestsOf,
    store: StoreOf,
    file_id: UUID | None = None,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> RequestPage:
    """Return the requests that the person sees: their own, and what was sent for files open to them."""
    before = _position(cursor) if cursor is not None else None
    with store.read() as transaction:
        found = requests.page(transaction, person, file_id=file_id, before=before, limit=limit + 1)
        page = found[:limit]
        return RequestPage(
            items=[RequestSummary(**summary(each)) for each in page],
            next_cursor=_cursor(page[-1]) if len(found) > limit else None,
        )


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_model=Request,
    responses=documented(VALIDATION_FAILED, NOT_FOUND, IDEMPOTENCY_CONFLICT),
)
def begin_request(
    body: RequestBegun, person: Person, drafts: DraftsOf, clock: ClockOf, idempotent: Idempotent
) -> Response:
    """Begin a draft; the one that is there is answered with, where there is one."""

    def begin(transaction: Transaction) -> Request:
        draft = drafts.begin(
            transaction,
            person,
            body.questionnaire,
            body.file_id,
            period=body.period,
            answers=body.answers,
        )
        return shown(draft, clock.now().date(), drafts.newer(transaction, draft))

    return idempotent.run(begin, status=HTTPStatus.CREATED, owner=str(person.account_id))


@router.get("/{request_id}", responses=documented(NOT_FOUND))
def read_request(
    *,
    request_id: UUID,
    person: Person,
    requests: RequestsOf,
    drafts: DraftsOf,
    store: StoreOf,
    clock: ClockOf,
) -> Request:
    """Return a request."""
    with store.read() as transaction:
        found = requests.find(transaction, person, request_id)
        return shown(found, clock.now().date(), drafts.newer(transaction, found))


@router.patch("/{request_id}", responses=documented(VALIDATION_FAILED, NOT_FOUND, CHANGED_MEANWHILE))
def save_answers(
    *,
    request_id: UUID,
    body: AnswersSaved,
    person: Person,
    requests: RequestsOf,
    drafts: DraftsOf,
    store: StoreOf,
    clock: ClockOf,
) -> SavedState:
    """Save answers of a draft as they are, finished or not; `changed_meanwhile` where another device was first."""
    with store.write() as transaction:
        draft = requests.find(transaction, person, request_id, to_act=True)
        saved = Saved(revision=body.revision, page=body.page, answers=body.answers)
        drafts.save(draft, saved)
        return SavedState(
            revision=draft.revision, refusals=refusals(draft.form, draft.answers, clock.now().date())
        )


@router.delete(
    "/{request_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=documented(NOT_FOUND, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT),
)
def delete_draft(request_id: UUID, person: Person, requests: RequestsOf, idempotent: Idempotent) -> Response:
    """Throw a draft away; what was sent is withdrawn instead."""

    def drop(transaction: Transaction) -> None:
        draft = requests.find(transaction, person, request_id)
        if draft.state is not RequestState.DRAFT:
            raise Problem(CHANGED_MEANWHILE)
        transaction.delete(draft)

    return idempotent.run(drop, status=HTTPStatus.NO_CONTENT, owner=str(person.account_id))


@router.post(
    "/{request_id}/submission",
    response_model=Request,
    responses=documented(VALIDATION_FAILED, NOT_FOUND, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT),
)
def submit_request(body: Submission, person: Person, requests: RequestsOf, act: Acting) -> Response:
    """Send a draft to the fund, once."""
    return act(lambda transaction, found: requests.send(transaction, person, found, body.revision))


@router.post(
    "/{request_id}/withdrawal",
    response_model=Request,
    responses=documented(NOT_FOUND, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT),
)
def withdraw_request(person: Person, requests: RequestsOf, act: Acting) -> Response:
    """Take a request back before it is decided."""
    return act(lambda transaction, found: requests.withdraw(transaction, person, found))


@router.post(
    "/{request_id}/appeal",
    response_model=Request,
    responses=documented(
        VALIDATION_FAILED, NOT_FOUND, CHANGED_MEANWHILE, DEADLINE_PASSED, IDEMPOTENCY_CONFLICT
    ),
)
def appeal_request(body: AppealMade, person: Person, requests: RequestsOf, act: Acting) -> Response:
    """Contest a refusal, within two months."""
    text = body.text.get_secret_value()
    return act(lambda transaction, found: requests.appeal(transaction, person, found, text, body.documents))


@router.post(
    "/{request_id}/documents",
    response_model=Request,
    responses=documented(VALIDATION_FAILED, NOT_FOUND, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT),
)
def add_documents(body: DocumentsSent, person: Person, requests: RequestsOf, act: Acting) -> Response:
    """Add what was uploaded for a document that the request waits for."""
    return act(
        lambda transaction, found: requests.add_document(
            transaction, person, found, body.document, body.upload_ids
        )
    )


@router.get(
    "/{request_id}/receipt",
    response_class=Response,
    responses={200: {"content": {_PDF: {}}}, **documented(NOT_FOUND, RATE_LIMITED)},
)
def download_receipt(
    request_id: UUID, person: Person, papers: PapersOf, requests: RequestsOf, store: StoreOf
) -> Response:
    """Return the receipt of what was sent, as PDF: with every answer, as it was sent."""
    with store.read() as transaction:
        request = requests.find(transaction, person, request_id, with_receipt=True)
        drawing, drawn = receipt(transaction, request), request.receipt
    content = drawn or papers.draw(request.account_id, drawing, StoredRequest.receipt, request.id)
    name = f"accuse-demarche-{request.reference}.pdf"
    return Response(
        content, media_type=_PDF, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _cursor(last: StoredRequest) -> str:
    return base64.urlsafe_b64encode(f"{last.updated_at.isoformat()} {last.id.hex}".encode()).decode()


def _position(cursor: str) -> tuple[datetime, UUID]:
    """Where the page before ended.

    Raises:
        Problem: `validation_failed` for what is no cursor of ours.
    """
    try:
        at, _, last = base64.urlsafe_b64decode(cursor.encode("ascii")).decode("ascii").partition(" ")
        found = datetime.fromisoformat(at), UUID(last)
    except (ValueError, binascii.Error):
        raise invalid(("cursor", "invalid")) from None
    if found[0].tzinfo is None:
        raise invalid(("cursor", "invalid"))
    return found
