"""Dependencies of operations on scans and their pieces."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session as Transaction

from server.db import Store
from server.http.dependencies import StoreOf, service
from server.http.problems import Problem
from server.idempotency.dependencies import Idempotent
from server.idempotency.service import IdempotentRequest
from server.scans.fields import LARGEST
from server.scans.service import Scan, ScanOwner, Scans

ScansOf = Annotated[Scans, Depends(service(Scans))]

UploadOffset = Annotated[int, Header(ge=0, le=LARGEST, description="Bytes received so far.")]

_Owner = TypeVar("_Owner", bound=ScanOwner)


@dataclass(frozen=True, slots=True)
class Piece:
    """The next piece of a scan, as a request brings it, with the services that add it."""

    content: bytes = field(repr=False)
    scans: Scans
    store: Store
    idempotent: IdempotentRequest

    def append(
        self,
        scan_id: UUID,
        offset: int,
        *,
        requester: str,
        read_owner: Callable[[Transaction], _Owner],
        lock_owner: Callable[[Transaction], _Owner],
        answer: Callable[[Transaction, _Owner, Scan], BaseModel] = lambda *added: added[-1],
        on_refused: Callable[[Transaction, _Owner], None] = lambda *_: None,
    ) -> Response:
        """Add the piece to a scan; with the last piece, judge the whole file.

        The file is judged between two transactions: it may take seconds.

        Args:
            scan_id: id of the scan.
            offset: where the piece begins in the file.
            requester: who sends the request, for its idempotency.
            read_owner: gives the owner of the scan before the file is judged.
            lock_owner: gives the owner again to write, locked.
            answer: returns what the request is answered, in the writing transaction, after the piece is added.
            on_refused: is called in it where the file is none that is taken: the scan is erased.

        Raises:
            Problem: see `Scans.append`.
        """
        if earlier := self.idempotent.earlier_answer(owner=requester):
            return earlier
        with self.store.read() as transaction:
            scan = self.scans.find(read_owner(transaction), scan_id)
        with self.scans.judged(scan, offset, self.content) as judged:

            def add(transaction: Transaction) -> BaseModel:
                owner = lock_owner(transaction)
                found = self.scans.find(owner, scan_id)
                try:
                    scan = self.scans.append(transaction, found, offset, self.content, judged)
                except Problem as problem:
                    if problem.commits:
                        on_refused(transaction, owner)
                    raise
                return answer(transaction, owner, scan)

            return self.idempotent.run(add, status=HTTPStatus.OK, owner=requester)


async def get_piece(request: Request, scans: ScansOf, store: StoreOf, idempotent: Idempotent) -> Piece:
    """Return the piece in the request."""
    return Piece(await request.body(), scans, store, idempotent)


PieceOf = Annotated[Piece, Depends(get_piece)]
