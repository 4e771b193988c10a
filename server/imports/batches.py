"""Batches that programs of a fund send in pieces: taken, checked and written by a process of their own.

Whatever is killed, the server, that process or both, the batch is where its last checkpoint was, and goes on there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from sqlalchemy import delete, func, select

from hosting.variables import prevail
from server.clock import Clock
from server.crypto.sealing import seal, unseal
from server.crypto.tokens import Pepper
from server.db import Store
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND
from server.http.problems import Problem, invalid
from server.imports.rules import BATCH_BUSY, HEARD_WITHIN, MOST_PIECES
from server.imports.service import Imports, Overtaken
from server.imports.tables import Batch, BatchPiece
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.imports.reading import Source
    from server.imports.rules import BatchState
    from server.imports.service import Progress
    from server.services import Services

_RUNNING = ("checking", "writing")
_TAKES_PIECES = ("open", "checked", "refused")
_LISTED = 50


class Part(NamedTuple):
    """A file of a batch, as far as its pieces came: how many, and their bytes."""

    name: str
    pieces: int
    size: int


class _Cancelled(Exception):
    """The client had the batch stopped."""


class Batches:
    """The service of batches."""

    def __init__(
        self, store: Store, clock: Clock, pepper: Pepper, imports: Imports, settings: Settings
    ) -> None:
        self._store = store
        self._clock = clock
        self._pepper = pepper
        self._imports = imports
        self._settings = settings

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Store], services[Clock], services[Pepper], services[Imports], services[Settings])

    def create(self, client: str, encoding: str) -> Batch:
        """Begin a batch of a client."""
        batch = Batch(
            id=uuid4(), digest=b"", source="", client=client, state="open", records=0, written=0, kinds={},
            fault_count=0, faults=[], begun_at=self._clock.now(), encoding=encoding, writes=False, done=0,
            cancelled=False,
        )  # fmt: skip
        with self._store.write() as transaction:
            transaction.add(batch)
        return batch

    def all(self, client: str) -> list[Batch]:
        """Return the newest batches of a client, the newest first."""
        newest = select(Batch).where(Batch.client == client).order_by(Batch.begun_at.desc()).limit(_LISTED)
        with self._store.read() as transaction:
            return list(transaction.scalars(newest))

    def find(self, client: str, batch_id: UUID) -> tuple[Batch, list[Part]]:
        """Return a batch of a client, with its parts.

        Raises:
            Problem: `not_found`, also for that of another client.
        """
        with self._store.read() as transaction:
            return self._own(transaction, client, batch_id), self._parts(transaction, batch_id)

    def is_cut_off(self, batch: Batch) -> bool:
        """Return whether the process of a batch ended before it did."""
        heard = batch.heard_at
        return batch.state in _RUNNING and (heard is None or heard < self._clock.now() - HEARD_WITHIN)

    def receive(self, client: str, batch_id: UUID, part: str, position: int, piece: bytes) -> None:
        """Take a piece of a file, in place of that which was there.

        Raises:
            Problem: `not_found`; `validation_failed` for a file that no record is read from; `changed_meanwhile` where
                the batch takes no more.
        """
        if not self._imports.is_readable(part):
            raise invalid(("part", "kind"))
        if position >= MOST_PIECES or not piece:
            raise invalid(("position", "range") if piece else ("body", "missing"))
        sealed = seal(self._key(batch_id), piece)
        with self._store.write() as transaction:
            batch = self._own(transaction, client, batch_id, locked=True)
            if batch.state not in _TAKES_PIECES:
                raise Problem(CHANGED_MEANWHILE)
            batch.state = "open"
            place = (
                BatchPiece.batch_id == batch_id,
                BatchPiece.part == part,
                BatchPiece.position == position,
            )
            transaction.execute(delete(BatchPiece).where(*place))
            now = self._clock.now()
            transaction.add(
                BatchPiece(
                    batch_id=batch_id, part=part, position=position, size=len(piece), received_at=now, sealed=sealed
                )
            )  # fmt: skip

    def start(self, client: str, batch_id: UUID, *, writes: bool) -> Batch:
        """Check a batch, and write it if `writes` and nothing is wrong; one that was stopped or cut off goes on.

        Raises:
            Problem: `not_found`; `batch_busy`; `changed_meanwhile` for one that is written; `validation_failed` where
                there is no piece, or one between two others is missing.
        """
        with self._store.write() as transaction:
            batch = self._own(transaction, client, batch_id, locked=True)
            if batch.state == "written":
                raise Problem(CHANGED_MEANWHILE)
            running = transaction.scalars(
                select(Batch).where(Batch.state.in_(_RUNNING), Batch.heard_at.is_not(None))
            )
            if any(not self.is_cut_off(each) for each in running):
                raise Problem(BATCH_BUSY)
            parts = self._parts(transaction, batch_id)
            if not parts:
                raise invalid(("parts", "missing"))
            if gaps := [part.name for part in parts if not self._is_whole(transaction, batch_id, part)]:
                raise invalid(*((f"parts.{name}", "gap") for name in gaps))
            batch.source = ", ".join(part.name for part in parts)[:255]
            batch.writes, batch.cancelled = writes, False
            batch.state = "writing" if batch.written else "checking"
            batch.heard_at, batch.ended_at, batch.done = self._clock.now(), None, batch.written
        self._spawn(batch_id)
        return batch

    def cancel(self, client: str, batch_id: UUID) -> Batch:
        """Have a batch stop at its next checkpoint; what is written stays.

        Raises:
            Problem: `not_found`; `changed_meanwhile` for one that is not under way.
        """
        with self._store.write() as transaction:
            batch = self._own(transaction, client, batch_id, locked=True)
            if batch.state not in _RUNNING:
                raise Problem(CHANGED_MEANWHILE)
            batch.cancelled = True
            if self.is_cut_off(batch):
                batch.state = "cancelled"
        return batch

    def drop(self, client: str, batch_id: UUID) -> None:
        """Forget a batch and its pieces; what is written stays.

        Raises:
            Problem: `not_found`; `changed_meanwhile` for one that is under way.
        """
        with self._store.write() as transaction:
            batch = self._own(transaction, client, batch_id, locked=True)
            if batch.state in _RUNNING and not self.is_cut_off(batch):
                raise Problem(CHANGED_MEANWHILE)
            transaction.delete(batch)

    def revive(self) -> None:
        """Have those go on that were cut off: what the sweeper does."""
        with self._store.write() as transaction:
            running = select(Batch).where(Batch.state.in_(_RUNNING), Batch.heard_at.is_not(None))
            found = [each for each in transaction.scalars(running.with_for_update()) if self.is_cut_off(each)]
            for batch in found:
                batch.heard_at = self._clock.now()
        for batch in found:
            self._spawn(batch.id)

    def execute(self, batch_id: UUID) -> None:
        """Check and write a batch, in the process that was started for it."""
        with tempfile.TemporaryDirectory(prefix="mon-compte-batch-") as folder:
            encoding, writes, written = self._unpack(batch_id, Path(folder))
            sources = self._imports.sources(Path(folder), encoding)

            def told(stage: str, done: int, total: int | None) -> None:  # noqa: ARG001 - those of `Progress`
                self._hear(batch_id, done)

            try:
                # What is written already was checked, and is what the rest refers to.
                if written or self._check(batch_id, sources=sources, told=told, writes=writes):
                    self._imports.write(batch_id, written, sources, told)
                    with self._store.write() as transaction:
                        transaction.execute(delete(BatchPiece).where(BatchPiece.batch_id == batch_id))
            except _Cancelled:
                self._move(batch_id, "cancelled")
            except Overtaken:
                pass
            except Exception:
                self._move(batch_id, "failed")
                raise

    def _check(self, batch_id: UUID, *, sources: Sequence[Source], told: Progress, writes: bool) -> bool:
        checked = self._imports.check(sources, told)
        refused = checked.faults.count > 0
        with self._store.write() as transaction:
            batch = transaction.get_one(Batch, batch_id, with_for_update=True)
            batch.records, batch.kinds = checked.records, dict(checked.kinds)
            batch.fault_count = checked.faults.count
            batch.faults = [each.model_dump(exclude_none=True) for each in checked.faults.kept]
            batch.done = 0 if writes and not refused else checked.records
            batch.state = "refused" if refused else "writing" if writes else "checked"
            batch.ended_at = None if batch.state == "writing" else self._clock.now()
            batch.heard_at = self._clock.now()
        return writes and not refused

    def _unpack(self, batch_id: UUID, folder: Path) -> tuple[str, bool, int]:
        with self._store.read() as transaction:
            batch = transaction.get_one(Batch, batch_id)
            places = select(BatchPiece.id, BatchPiece.part).where(BatchPiece.batch_id == batch_id)
            ordered = transaction.execute(places.order_by(BatchPiece.part, BatchPiece.position)).all()
            for piece_id, part in ordered:
                sealed = transaction.scalars(select(BatchPiece.sealed).where(BatchPiece.id == piece_id)).one()
                with (folder / part).open("ab") as file:
                    file.write(unseal(self._key(batch_id), sealed))
        return batch.encoding, batch.writes, batch.written

    def _hear(self, batch_id: UUID, done: int) -> None:
        """Note how far it is.

        Raises:
            _Cancelled: the client had it stopped.
        """
        with self._store.write(durable=False) as transaction:
            batch = transaction.get_one(Batch, batch_id, with_for_update=True)
            batch.done, batch.heard_at = done, self._clock.now()
            stops = batch.cancelled and batch.state in _RUNNING
        if stops:
            raise _Cancelled

    def _move(self, batch_id: UUID, state: BatchState) -> None:
        with self._store.write() as transaction:
            batch = transaction.get_one(Batch, batch_id, with_for_update=True)
            batch.state, batch.ended_at = state, self._clock.now()

    def _spawn(self, batch_id: UUID) -> None:
        """Start a process for it, which goes on when this one ends."""
        environment = dict(os.environ)
        prevail(environment, "database", self._settings.database)
        if self._settings.demo:
            environment["MON_COMPTE_DEMO"] = "1"
        command = [sys.executable, "-m", "server", "import", "--batch", str(batch_id)]
        process = subprocess.Popen(  # noqa: S603 - our own
            command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
        )
        threading.Thread(target=process.wait, daemon=True).start()

    def _own(self, transaction: Transaction, client: str, batch_id: UUID, *, locked: bool = False) -> Batch:
        batch = transaction.get(Batch, batch_id, with_for_update=locked or None)
        if batch is None or batch.client != client:
            raise Problem(NOT_FOUND)
        return batch

    def _parts(self, transaction: Transaction, batch_id: UUID) -> list[Part]:
        sums = (BatchPiece.part, func.count(), func.sum(BatchPiece.size))
        query = select(*sums).where(BatchPiece.batch_id == batch_id).group_by(BatchPiece.part)
        return [Part(*row) for row in transaction.execute(query.order_by(BatchPiece.part))]

    def _is_whole(self, transaction: Transaction, batch_id: UUID, part: Part) -> bool:
        last = select(func.max(BatchPiece.position)).where(
            BatchPiece.batch_id == batch_id, BatchPiece.part == part.name
        )
        return transaction.scalar(last) == part.pieces - 1

    def _key(self, batch_id: UUID) -> str:
        return self._pepper.hash("batch", batch_id.hex).hex()
