"""Requests as their readers see them."""

from datetime import date, datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from server.people.doors import Reason
from server.requests.drafts import Opening
from server.requests.newer import Newer
from server.requests.rules import (
    UNDER_WAY,
    Act,
    EventKind,
    RequestKind,
    RequestState,
    acts,
    counts_from,
    grouped,
)
from server.requests.tables import Request as StoredRequest
from server.requests.tables import RequestEvent
from server.rules.payment_summary import Month


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

    @classmethod
    def of(cls, opening: Opening) -> Self:
        """Return what is told of a questionnaire."""
        definition = opening.definition
        return cls(
            questionnaire=definition.id,
            title=definition.title,
            kind=RequestKind(definition.kind),
            benefit=definition.benefit,
            minutes=definition.minutes,
            open=opening.closed is None,
            reason=opening.closed,
            draft_id=opening.draft_id,
        )


class RequestOpeningList(BaseModel):
    """What may be begun, and what is closed."""

    items: list[RequestOpening]


class SavedState(BaseModel):
    """The new revision, and what keeps the draft from being sent yet: codes by path."""

    revision: int
    refusals: dict[str, str]


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


class NewerForm(BaseModel):
    """What the fund's newest version of a form asks besides, and does not ask any more: labels of its questions."""

    model_config = ConfigDict(from_attributes=True)

    added: list[str]
    removed: list[str]


class Request(RequestSummary):
    """A request with what was filled in and all that happened to it; drafts alone can be corrected.

    `counts_from` is the day from which what it declares counts, where that is not at once. `newer_form` tells of
    a draft that the fund has published a newer version of its form since: it goes on, and is sent, with its own.
    """

    revision: int
    definition: dict[str, Any]
    newer_form: NewerForm | None
    answers: dict[str, Any]
    prefilled: list[str]
    page: str | None
    timeline: list[TimelineEvent]
    missing: list[MissingDocument]
    decision: Decision | None
    counts_from: date | None
    receipt: bool
    can: list[Act]


def shown(request: StoredRequest, today: date, newer: Newer | None = None) -> Request:
    """Return a request as its reader sees it on a day; `newer` is what a newer version of a draft's form asks."""
    decided = request.decided_at is not None and request.state in {
        RequestState.ACCEPTED,
        RequestState.REFUSED,
        RequestState.APPEALED,
    }
    return Request(
        **summary(request),
        revision=request.revision,
        definition=request.definition,
        newer_form=NewerForm.model_validate(newer) if newer is not None else None,
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


def summary(request: StoredRequest) -> dict[str, Any]:
    """Return what a list says of a request."""
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
