"""/back-office/batches: the records of a fund, sent in pieces, checked whole and written."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response
from pydantic import BaseModel

from server.back_office.dependencies import requires_scope
from server.back_office.router import get_body
from server.back_office.rules import SCOPE_MISSING, TAG, TOKEN_REFUSED, ClientScope
from server.back_office.service import Caller
from server.http.dependencies import service
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented
from server.imports.batches import Batches, Part
from server.imports.rules import BATCH_BUSY, MOST_PIECES, BatchState
from server.imports.tables import Batch as StoredBatch
from server.imports.text import ImportText

router = APIRouter(
    prefix="/back-office/batches", tags=[TAG], responses=documented(TOKEN_REFUSED, SCOPE_MISSING)
)

BatchesOf = Annotated[Batches, Depends(service(Batches))]
Sender = Annotated[Caller, requires_scope(ClientScope.BATCHES)]
PartName = Annotated[str, Path(pattern=r"^[a-z][A-Za-z0-9_.-]{0,90}$")]
PiecePosition = Annotated[int, Path(ge=0, lt=MOST_PIECES)]


class BatchBegun(BaseModel):
    """A batch that begins: how the letters of its files are written."""

    encoding: Literal["utf-8", "cp1252"] = "utf-8"


class BatchPart(BaseModel):
    """A file of a batch, as far as its pieces came; its size is in bytes."""

    name: str
    pieces: int
    size: int


class BatchView(BaseModel):
    """A batch: `done` records are checked or written by now, `written` for good; `cut_off` may be started again."""

    batch_id: UUID
    state: BatchState
    cut_off: bool
    parts: list[BatchPart]
    records: int
    done: int
    written: int
    kinds: dict[str, int]
    fault_count: int
    begun_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, batch: StoredBatch, parts: list[Part], *, cut_off: bool) -> Self:
        """Return a batch as its client sees it."""
        return cls(
            batch_id=batch.id,
            state=batch.state,
            cut_off=cut_off,
            parts=[BatchPart(**part._asdict()) for part in parts],
            records=batch.records,
            done=batch.done,
            written=batch.written,
            kinds=batch.kinds,
            fault_count=batch.fault_count,
            begun_at=batch.begun_at,
            ended_at=batch.ended_at,
        )


class BatchList(BaseModel):
    """The batches of a client, the newest first, fifty at most; their parts are told one by one."""

    items: list[BatchView]


class BatchFault(BaseModel):
    """What is wrong, and where, never what stands there; `message` says it in French, `other` is `file:line`."""

    file: str
    line: int
    field: str | None = None
    code: str
    message: str
    other: str | None = None
    expected: str | None = None


class BatchFaults(BaseModel):
    """The first hundred faults of a batch, and how many there are."""

    items: list[BatchFault]
    count: int


@router.post("", status_code=HTTPStatus.CREATED, responses=documented(VALIDATION_FAILED))
def create_batch(body: BatchBegun, caller: Sender, batches: BatchesOf) -> BatchView:
    """Begin a batch."""
    return BatchView.of(batches.create(caller.name, body.encoding), [], cut_off=False)


@router.get("")
def list_batches(caller: Sender, batches: BatchesOf) -> BatchList:
    """Return the batches of the client."""
    found = batches.all(caller.name)
    return BatchList(items=[BatchView.of(each, [], cut_off=batches.is_cut_off(each)) for each in found])


@router.get("/{batch_id}", responses=documented(NOT_FOUND))
def read_batch(batch_id: UUID, caller: Sender, batches: BatchesOf) -> BatchView:
    """Return a batch: where it stands, and how far."""
    return _view(batches, caller, batch_id)


@router.put(
    "/{batch_id}/parts/{part}/{position}",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(NOT_FOUND, VALIDATION_FAILED, CHANGED_MEANWHILE),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def put_piece(
    *,
    batch_id: UUID,
    part: PartName,
    position: PiecePosition,
    caller: Sender,
    batches: BatchesOf,
    body: Annotated[bytes, Depends(get_body)],
) -> None:
    """Send a piece of a file, 8 MiB at most; the first is 0, and one that comes again takes the place of the first."""
    batches.receive(caller.name, batch_id, part, position, body)


@router.get("/{batch_id}/faults", responses=documented(NOT_FOUND))
def read_faults(batch_id: UUID, caller: Sender, batches: BatchesOf) -> BatchFaults:
    """Return what the last check found wrong."""
    batch, _ = batches.find(caller.name, batch_id)
    found = [BatchFault(**each, message=ImportText.message(each["code"])) for each in batch.faults]
    return BatchFaults(items=found, count=batch.fault_count)


_STARTING = documented(NOT_FOUND, VALIDATION_FAILED, CHANGED_MEANWHILE, BATCH_BUSY)


@router.post("/{batch_id}/check", status_code=HTTPStatus.ACCEPTED, responses=_STARTING)
def check_batch(batch_id: UUID, caller: Sender, batches: BatchesOf) -> BatchView:
    """Check all records of a batch, and write nothing."""
    batches.start(caller.name, batch_id, writes=False)
    return _view(batches, caller, batch_id)


@router.post("/{batch_id}/start", status_code=HTTPStatus.ACCEPTED, responses=_STARTING)
def start_batch(batch_id: UUID, caller: Sender, batches: BatchesOf) -> BatchView:
    """Check all records of a batch and write them if nothing is wrong; one that was stopped or cut off goes on."""
    batches.start(caller.name, batch_id, writes=True)
    return _view(batches, caller, batch_id)


@router.post(
    "/{batch_id}/cancel",
    status_code=HTTPStatus.ACCEPTED,
    responses=documented(NOT_FOUND, CHANGED_MEANWHILE),
)
def cancel_batch(batch_id: UUID, caller: Sender, batches: BatchesOf) -> BatchView:
    """Stop a batch at its next checkpoint; what is written stays, and it may be started again."""
    batches.cancel(caller.name, batch_id)
    return _view(batches, caller, batch_id)


@router.delete(
    "/{batch_id}",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(NOT_FOUND, CHANGED_MEANWHILE),
)
def delete_batch(batch_id: UUID, caller: Sender, batches: BatchesOf) -> None:
    """Forget a batch and its pieces; what is written stays."""
    batches.drop(caller.name, batch_id)


def _view(batches: Batches, caller: Caller, batch_id: UUID) -> BatchView:
    batch, parts = batches.find(caller.name, batch_id)
    return BatchView.of(batch, parts, cut_off=batches.is_cut_off(batch))
