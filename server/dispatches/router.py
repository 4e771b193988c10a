"""/back-office/dispatches: what people sent, for the programs of the fund."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Depends, Query, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from server.back_office.dependencies import requires_scope, scoped_router
from server.back_office.rules import ClientScope
from server.back_office.service import Caller
from server.dispatches.rules import MOST_AT_ONCE
from server.dispatches.service import Dispatches
from server.dispatches.tables import Dispatch as StoredDispatch
from server.feature import DispatchFile
from server.http.dependencies import StoreOf, service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.people.tables import Account, File

router = scoped_router("dispatches", ClientScope.DISPATCHES)

DispatchesOf = Annotated[Dispatches, Depends(service(Dispatches))]
Cursor = Annotated[str, Query(pattern=r"^[0-9]{1,18}$", description="The `cursor` of the last one known.")]

_EXAMPLE_ID = "5f0c7d5e-3a3b-4a0e-9a57-0f2f5a1c9d11"
_SUMMARY: dict[str, Any] = {
    "dispatch_id": _EXAMPLE_ID,
    "cursor": "1042",
    "kind": "request",
    "act": "sent",
    "made_at": "2026-11-28T09:14:03Z",
    "account_id": "0c8f6c0a-3c0d-5f0e-8f4e-3a4f8a6b1a10",
    "file_number": "1046287",
    "acknowledged_at": None,
    "acknowledged_by": None,
}


class DispatchSummary(BaseModel):
    """An act of a person, in a list; `cursor` is its place in the order of reading."""

    model_config = {"json_schema_extra": {"examples": [_SUMMARY]}}

    dispatch_id: UUID
    cursor: str
    kind: str
    act: str
    made_at: datetime
    account_id: UUID | None
    file_number: str | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None

    @classmethod
    def of(cls, dispatch: StoredDispatch, file_number: str | None) -> Self:
        """Return a dispatch as a list has it."""
        return cls.model_validate(_summary(dispatch, file_number))


class DispatchPage(BaseModel):
    """Dispatches in their order; `next_cursor` leads to those that come after them, today or later."""

    items: list[DispatchSummary]
    next_cursor: str


class DispatchPerson(BaseModel):
    """Who did it, as the account says."""

    identifier: str = Field(repr=False, description="the NIR, or the identifiant provisoire")
    civility: str | None
    first_names: list[str]
    last_name: str
    birth_date: str = Field(description="YYYY-MM-DD; 00 where day or month is not known")


class DispatchedFile(BaseModel):
    """A file that came with it; `n` is its place under `/files`, its size is in bytes."""

    n: int
    name: str
    media_type: str
    size: int


class Dispatch(DispatchSummary):
    """A dispatch with its content as it is now, whose fields follow from the kind; null where it is kept no more."""

    model_config = {
        "json_schema_extra": {
            "examples": [
                _SUMMARY
                | {
                    "person": {
                        "identifier": "1850578006084",
                        "civility": "madame",
                        "first_names": ["Claire", "Anne"],
                        "last_name": "Lefèvre",
                        "birth_date": "1988-06-14",
                    },
                    "content": {"reference": "4271906", "questionnaire": "moving", "state": "sent"},
                    "files": [{"n": 1, "name": "bail.pdf", "media_type": "application/pdf", "size": 48213}],
                }
            ]
        }
    }

    person: DispatchPerson | None
    content: dict[str, Any] | None
    files: list[DispatchedFile]


class WaitingKind(BaseModel):
    """How many dispatches of a kind are not acknowledged, and when the oldest was made."""

    kind: str
    count: int
    oldest_at: datetime


class Waiting(BaseModel):
    """What waits for the fund."""

    count: int
    kinds: list[WaitingKind]


@router.get("", responses=documented(VALIDATION_FAILED))
def list_dispatches(
    *,
    dispatches: DispatchesOf,
    store: StoreOf,
    after: Cursor = "0",
    kind: Annotated[list[str], Query(max_length=20)] = [],  # noqa: B006 - FastAPI copies it
    waiting: Annotated[bool, Query(description="Only what is not acknowledged.")] = False,
    limit: Annotated[int, Query(ge=1, le=MOST_AT_ONCE)] = 100,
) -> DispatchPage:
    """Return what came after a cursor, the oldest first. Nothing comes before a cursor that was given already."""
    dispatches.place()
    with store.read() as transaction:
        found = dispatches.page(transaction, after=int(after), kinds=kind, waiting=waiting, limit=limit)
        numbers = _file_numbers(transaction, found)
        items = [DispatchSummary.of(each, numbers.get(each.file_id)) for each in found]
        return DispatchPage(items=items, next_cursor=items[-1].cursor if items else after)


@router.get("/waiting")
def count_waiting_dispatches(dispatches: DispatchesOf, store: StoreOf) -> Waiting:
    """Return how much is not acknowledged, and since when."""
    with store.read() as transaction:
        found = dispatches.waiting(transaction)
    return Waiting(
        count=sum(count for count, _ in found.values()),
        kinds=[
            WaitingKind(kind=kind, count=count, oldest_at=oldest) for kind, (count, oldest) in found.items()
        ],
    )


@router.get("/{dispatch_id}", responses=documented(NOT_FOUND))
def read_dispatch(
    dispatch_id: UUID, dispatches: DispatchesOf, store: StoreOf, response: Response
) -> Dispatch:
    """Return a dispatch with its content."""
    response.headers["Cache-Control"] = "no-store"
    dispatches.place()
    with store.read() as transaction:
        found = dispatches.find(transaction, dispatch_id)
        numbers = _file_numbers(transaction, [found])
        told = dispatches.read(transaction, found)
        return Dispatch(
            **_summary(found, numbers.get(found.file_id)),
            person=_person(transaction, found.account_id),
            content=told.content.model_dump(mode="json") if told is not None else None,
            files=list(_files(told.files)) if told is not None else [],
        )


@router.post("/{dispatch_id}/acknowledge", responses=documented(NOT_FOUND))
def acknowledge_dispatch(
    dispatch_id: UUID,
    client: Annotated[Caller, requires_scope(ClientScope.DISPATCHES)],
    dispatches: DispatchesOf,
    store: StoreOf,
) -> DispatchSummary:
    """Say that the fund has it; said again, it stays as it was said first."""
    with store.write() as transaction:
        found = dispatches.acknowledge(transaction, dispatch_id, client.name)
        return DispatchSummary.of(found, _file_numbers(transaction, [found]).get(found.file_id))


@router.get(
    "/{dispatch_id}/files/{n}",
    response_class=FileResponse,
    responses={
        200: {"description": "The file.", "content": {"application/octet-stream": {}}},
        **documented(NOT_FOUND),
    },
)
def read_dispatch_file(dispatch_id: UUID, n: int, dispatches: DispatchesOf, store: StoreOf) -> FileResponse:
    """Return a file that came with it, as it was sent."""
    with store.read() as transaction:
        told = dispatches.read(transaction, dispatches.find(transaction, dispatch_id))
    if told is None or not 1 <= n <= len(told.files) or not told.files[n - 1].path.is_file():
        raise Problem(NOT_FOUND)
    file = told.files[n - 1]
    return FileResponse(
        file.path,
        media_type=file.media_type,
        filename=file.name,
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )


def _summary(dispatch: StoredDispatch, file_number: str | None) -> dict[str, Any]:
    return {
        "dispatch_id": dispatch.id,
        "cursor": str(dispatch.position),
        "kind": dispatch.kind,
        "act": dispatch.act,
        "made_at": dispatch.made_at,
        "account_id": dispatch.account_id,
        "file_number": file_number,
        "acknowledged_at": dispatch.acknowledged_at,
        "acknowledged_by": dispatch.acknowledged_by,
    }


def _file_numbers(transaction: Transaction, found: Sequence[StoredDispatch]) -> dict[UUID | None, str]:
    ids = {each.file_id for each in found if each.file_id is not None}
    if not ids:
        return {}
    query = select(File.id, File.number).where(File.id.in_(ids))
    return {row.id: row.number for row in transaction.execute(query)}


def _person(transaction: Transaction, account_id: UUID | None) -> DispatchPerson | None:
    account = transaction.get(Account, account_id) if account_id is not None else None
    if account is None:
        return None
    return DispatchPerson(
        identifier=account.identifier,
        civility=account.civility,
        first_names=account.first_names,
        last_name=account.last_name,
        birth_date=str(account.birth_date),
    )


def _files(files: tuple[DispatchFile, ...]) -> Iterator[DispatchedFile]:
    for n, each in enumerate(files, 1):
        yield DispatchedFile(n=n, name=each.name, media_type=each.media_type, size=each.size)
