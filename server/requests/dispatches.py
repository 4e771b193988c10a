"""Requests, as the fund hears of them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.feature import Act, Dispatchable, DispatchFile, Told
from server.http.problems import Problem
from server.requests.papers import documents_in
from server.requests.rules import DISPATCH_KIND, EventKind, RequestKind, RequestState
from server.requests.service import SentFiles
from server.requests.tables import Request
from server.services import Services


class DispatchedDocument(BaseModel):
    """A document of a request; it comes as a file unless it is still missing."""

    document: str
    label: str
    until: date | None
    upload_ids: list[UUID]


class DispatchedRequest(BaseModel):
    """A request or a declaration as it stands. Money is integer cents."""

    request_id: UUID
    reference: str = Field(description="seven digits, as the person knows it")
    questionnaire: str
    version: int
    title: str
    kind: RequestKind
    benefit: str | None
    period: str | None = Field(description="of a declaration: the first of its months, YYYY-MM")
    state: RequestState
    sent_at: datetime | None
    updated_at: datetime
    due_on: date | None = Field(description="the day by which whoever is waited for should have moved")
    answers: dict[str, Any]
    appeal: str | None = Field(description="what the person said of the refusal that they contest")
    documents: list[DispatchedDocument]

    @classmethod
    def of(cls, request: Request) -> Self:
        """Return a request as the fund has it."""
        appeals = [each.text for each in request.events if each.kind is EventKind.APPEALED]
        return cls(
            request_id=request.id,
            reference=request.reference,
            questionnaire=request.questionnaire,
            version=request.version,
            title=request.title,
            kind=request.kind,
            benefit=request.benefit,
            period=request.period,
            state=request.state,
            sent_at=request.sent_at,
            updated_at=request.updated_at,
            due_on=request.due_on,
            answers=request.answers,
            appeal=appeals[-1] if appeals else None,
            documents=[
                DispatchedDocument(
                    document=each.document,
                    label=each.label,
                    until=each.until,
                    upload_ids=[UUID(upload) for upload in each.uploads],
                )
                for each in request.documents
            ],
        )


def _read(services: Services, transaction: Transaction, act: Act) -> Told | None:
    request = transaction.get(Request, act.subject_id)
    if request is None:
        return None
    files = services[SentFiles]
    found = []
    for upload in dict.fromkeys(_uploads(request)):
        try:
            found.append(DispatchFile(*files.file(transaction, upload)))
        except Problem:
            continue  # it is not kept any more
    return Told(DispatchedRequest.of(request), tuple(found))


def _uploads(request: Request) -> Iterator[UUID]:
    for _, uploads in documents_in(request.form, request.answers):
        yield from uploads
    for document in request.documents:
        yield from map(UUID, document.uploads)


DISPATCHABLE = (Dispatchable(DISPATCH_KIND, DispatchedRequest, _read),)
