"""/v1/me/requests: what a person asks of the fund or declares to it."""

import base64
import binascii
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal
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
from server.people.doors import DOOR_CLOSED, Reason
from server.questionnaires.service import refusals
from server.requests.drafts import Drafts, Saved
from server.requests.receipts import Receipts, facts_of
from server.requests.rules import (
    QUESTIONNAIRE,
    UNDER_WAY,
    Act,
    EventKind,
    RequestKind,
    RequestState,
    acts,
    counts_from,
    grouped,
)
from server.requests.service import Requests
from server.requests.tables import Request as StoredRequest
from server.requests.tables import RequestEvent
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
ReceiptsOf = Annotated[Receipts, Depends(service(Receipts))]

_PDF = "application/pdf"
_MOST_ANSWERS = 200
_MOST_UPLOADS = 20
Answers = Annotated[dict[str, Any], Field(max_length=_MOST_ANSWERS)]


class RequestOpening(BaseModel):
    """A questionnaire to begin, or why it is closed; `draft_id` is of the one that is begun already."""

    questionnaire: str
    title: str
    kind: RequestKind
    benefit: str | None
    minutes: int
    open: bool
    reason: Reason | None
    draft_id: UUID | None


class RequestOpeningList(BaseModel):
    """What may be begun, and what is closed."""

    items: list[RequestOpening]


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


class SavedState(BaseModel):
    """The new revision, and what keeps the draft from being sent yet: codes by path."""

    revision: int
    refusals: dict[str, str]


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


class RequestSummary(BaseModel):
    """A request in a list. `due_on` is the day by which whoever is waited for should have moved."""

    request_id: UUID
    reference: str
    questionnaire: str
    title: str
    kind: RequestKind
    benefit: str | None
    file_id: UUID | None
    period: Month | None
    state: RequestState
    opened_on: date
    updated_at: datetime
    sent_at: datetime | None
    due_on: date | None
    waiting_for: Literal["person", "fund"] | None


class RequestPage(BaseModel):
    """Requests, the newest first; `next_cursor` leads to older ones."""

    items: list[RequestSummary]
    next_cursor: str | None


class TimelineEvent(BaseModel):
    """Something that happened; `text` is the fund's reason, or what was said in an appeal."""

    kind: EventKind
    at: datetime
    document: str | None
    label: str | None
    until: date | None
    text: str | None


class MissingDocument(BaseModel):
    """A document that the fund waits for, in the fund's words."""

    document: str
    label: str
    until: date | None


class Decision(BaseModel):
    """What the fund decided, why, and until when one may appeal."""

    outcome: Literal["accepted", "refused"]
    reason: str | None
    on: date
    appeal_until: date | None


class Request(RequestSummary):
    """A request with what was filled in and all that happened to it; drafts alone can be corrected.

    `counts_from` is the day from which what it declares counts, where that is not at once.
    """

    revision: int
    definition: dict[str, Any]
    answers: dict[str, Any]
    prefilled: list[str]
    page: str | None
    timeline: list[TimelineEvent]
    missing: list[MissingDocument]
    decision: Decision | None
    counts_from: date | None
    receipt: bool
    can: list[Act]


@openings_router.get("", responses=documented(NOT_FOUND))
def list_openings(
    person: Person, drafts: DraftsOf, store: StoreOf, file_id: UUID | None = None
) -> RequestOpeningList:
    """Return what the person may ask or declare for a file, or without one, and what is closed to them."""
    with store.read() as transaction:
        found = drafts.openings(transaction, person, file_id)
    return RequestOpeningList(
        items=[
            RequestOpening(
                questionnaire=each.definition.id,
                title=each.definition.title,
                kind=RequestKind(each.definition.kind),
                benefit=each.definition.benefit,
                minutes=each.definition.minutes,
                open=each.closed is None,
                reason=each.closed,
                draft_id=each.draft_id,
            )
            for each in found
        ]
    )


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
        shown = found[:limit]
        return RequestPage(
            items=[RequestSummary(**_summary(each)) for each in shown],
            next_cursor=_cursor(shown[-1]) if len(found) > limit else None,
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
        return shown(draft, clock.now().date())

    return idempotent.run(begin, status=HTTPStatus.CREATED, owner=str(person.account_id))


@router.get("/{request_id}", responses=documented(NOT_FOUND))
def read_request(
    request_id: UUID, person: Person, requests: RequestsOf, store: StoreOf, clock: ClockOf
) -> Request:
    """Return a request."""
    with store.read() as transaction:
        return shown(requests.find(transaction, person, request_id), clock.now().date())


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
def submit_request(
    *,
    request_id: UUID,
    body: Submission,
    person: Person,
    requests: RequestsOf,
    clock: ClockOf,
    idempotent: Idempotent,
) -> Response:
    """Send a draft to the fund, once."""

    def send(transaction: Transaction) -> Request:
        request = requests.find(transaction, person, request_id, to_act=True)
        requests.send(transaction, person, request, body.revision)
        transaction.flush()
        return shown(request, clock.now().date())

    return idempotent.run(send, status=HTTPStatus.OK, owner=str(person.account_id))


@router.post(
    "/{request_id}/withdrawal",
    response_model=Request,
    responses=documented(NOT_FOUND, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT),
)
def withdraw_request(
    request_id: UUID, person: Person, requests: RequestsOf, clock: ClockOf, idempotent: Idempotent
) -> Response:
    """Take a request back before it is decided."""

    def withdraw(transaction: Transaction) -> Request:
        request = requests.find(transaction, person, request_id, to_act=True)
        requests.withdraw(request)
        transaction.flush()
        return shown(request, clock.now().date())

    return idempotent.run(withdraw, status=HTTPStatus.OK, owner=str(person.account_id))


@router.post(
    "/{request_id}/appeal",
    response_model=Request,
    responses=documented(
        VALIDATION_FAILED, NOT_FOUND, CHANGED_MEANWHILE, DEADLINE_PASSED, IDEMPOTENCY_CONFLICT
    ),
)
def appeal_request(
    *,
    request_id: UUID,
    body: AppealMade,
    person: Person,
    requests: RequestsOf,
    clock: ClockOf,
    idempotent: Idempotent,
) -> Response:
    """Contest a refusal, within two months."""

    def appeal(transaction: Transaction) -> Request:
        request = requests.find(transaction, person, request_id, to_act=True)
        requests.appeal(transaction, person, request, body.text.get_secret_value(), body.documents)
        transaction.flush()
        return shown(request, clock.now().date())

    return idempotent.run(appeal, status=HTTPStatus.OK, owner=str(person.account_id))


@router.post(
    "/{request_id}/documents",
    response_model=Request,
    responses=documented(VALIDATION_FAILED, NOT_FOUND, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT),
)
def add_documents(
    *,
    request_id: UUID,
    body: DocumentsSent,
    person: Person,
    requests: RequestsOf,
    clock: ClockOf,
    idempotent: Idempotent,
) -> Response:
    """Add what was uploaded for a document that the request waits for."""

    def add(transaction: Transaction) -> Request:
        request = requests.find(transaction, person, request_id, to_act=True)
        requests.add_document(transaction, person, request, body.document, body.upload_ids)
        transaction.flush()
        return shown(request, clock.now().date())

    return idempotent.run(add, status=HTTPStatus.OK, owner=str(person.account_id))


@router.get(
    "/{request_id}/receipt",
    response_class=Response,
    responses={200: {"content": {_PDF: {}}}, **documented(NOT_FOUND, RATE_LIMITED)},
)
def download_receipt(
    request_id: UUID, person: Person, receipts: ReceiptsOf, requests: RequestsOf, store: StoreOf
) -> Response:
    """Return the receipt of what was sent, as PDF: with every answer, as it was sent."""
    with store.read() as transaction:
        request = requests.find(transaction, person, request_id, with_receipt=True)
        facts = facts_of(transaction, request)
    content = receipts.of(request, facts)
    name = f"accuse-demarche-{request.reference}.pdf"
    return Response(
        content, media_type=_PDF, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def shown(request: StoredRequest, today: date) -> Request:
    """Return a request as its reader sees it on a day."""
    decided = request.decided_at is not None and request.state in {
        RequestState.ACCEPTED,
        RequestState.REFUSED,
        RequestState.APPEALED,
    }
    return Request(
        **_summary(request),
        revision=request.revision,
        definition=request.definition,
        answers=request.answers,
        prefilled=request.prefilled,
        page=request.page,
        timeline=[_event(each) for each in request.events],
        missing=[
            MissingDocument(document=each.document, label=each.label, until=each.until)
            for each in request.documents
            if each.sent_at is None and request.state is RequestState.WAITING
        ],
        decision=Decision(
            outcome="accepted" if request.state is RequestState.ACCEPTED else "refused",
            reason=request.reason,
            on=request.decided_at.date(),
            appeal_until=request.appeal_until,
        )
        if decided and request.decided_at
        else None,
        counts_from=counts_from(request.questionnaire, request.sent_at) if request.sent_at else None,
        receipt=request.sent_at is not None,
        can=list(acts(request.state, request.appeal_until, today)),
    )


def _summary(request: StoredRequest) -> dict[str, Any]:
    waiting: Literal["person", "fund"] | None = None
    if request.state in {RequestState.DRAFT, RequestState.WAITING}:
        waiting = "person"
    elif request.state in {*UNDER_WAY, RequestState.APPEALED}:
        waiting = "fund"
    return {
        "request_id": request.id,
        "reference": grouped(request.reference),
        "questionnaire": request.questionnaire,
        "title": request.title,
        "kind": request.kind,
        "benefit": request.benefit,
        "file_id": request.file_id,
        "period": request.period,
        "state": request.state,
        "opened_on": request.opened_at.date(),
        "updated_at": request.updated_at,
        "sent_at": request.sent_at,
        "due_on": request.due_on,
        "waiting_for": waiting,
    }


def _event(event: RequestEvent) -> TimelineEvent:
    return TimelineEvent.model_validate(event, from_attributes=True)


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
