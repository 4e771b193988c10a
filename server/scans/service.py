"""Scans: sent in pieces, resumed after an interruption, stored as files whose names the server chooses."""

from __future__ import annotations

import hashlib
import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, Protocol, Self
from uuid import UUID, uuid4

from pydantic import BaseModel
from sqlalchemy import event, select

from server.crypto.tokens import Pepper
from server.db import Store
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem, invalid
from server.inspection import Judged, Refusal, Unchecked, judge, keep_only, tidy_file_name
from server.inspection.clamd import Clamd
from server.scans.rules import (
    OFFSET_MISMATCH,
    SCAN_DAMAGED,
    SCAN_LOCKED,
    SCAN_TOO_COMPLEX,
    SCAN_TOO_LARGE,
    SCAN_TYPE_REFUSED,
    SCAN_UNCHECKED,
    SCAN_UNSAFE,
    SCAN_UNSTORED,
)
from server.scans.storage import storage
from server.scans.tables import Scan as StoredScan
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services

_log = logging.getLogger(__name__)

MAX_BYTES = 10 * 1024 * 1024
_MAX_SCANS = 5
_RETRY_SECONDS = 60
_PIECE_BYTES: Final = 64 * 1024
# Longer than any judgement takes.
_JUDGED_SECONDS: Final = 3600
_REFUSALS = {
    Refusal.KIND: SCAN_TYPE_REFUSED,
    Refusal.DAMAGED: SCAN_DAMAGED,
    Refusal.TOO_COMPLEX: SCAN_TOO_COMPLEX,
    Refusal.LOCKED: SCAN_LOCKED,
    Refusal.UNSAFE: SCAN_UNSAFE,
}


class Scan(BaseModel):
    """A scan, as far as it was received. Sizes are in bytes."""

    scan_id: UUID
    file_name: str
    size: int
    received: int
    state: Literal["uploading", "complete"]
    media_type: str | None

    @classmethod
    def of(cls, scan: StoredScan) -> Self:
        """Return a stored scan as the client sees it."""
        return cls(
            scan_id=scan.id,
            file_name=scan.file_name,
            size=scan.size,
            received=scan.received,
            state="complete" if scan.media_type else "uploading",
            media_type=scan.media_type,
        )


class ScanHeld(Scan):
    """A scan with the SHA-256 of what was received, in hexadecimal, by which a client recognises its file."""

    received_sha256: str


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """A whole file, cut to what is kept where it is accepted, and the judgement of it."""

    file: Path
    verdict: Judged | Refusal | Unchecked


class ScanOwner(Protocol):
    """The owner of scans: an enrolment, the identity of an account, or an upload."""

    @property
    def scans(self) -> list[StoredScan]:
        """Its scans, in their order."""

    @property
    def scans_belong_to(self) -> dict[str, UUID]:
        """The column by which a scan names its owner, with the owner's id."""


class Scans:
    """The service of scans: their folder, and the scanner that judges them, if there is one."""

    def __init__(self, folder: Path, scanner: Clamd | None = None) -> None:
        self._folder = folder
        self._scanner = scanner

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service. The folder belongs to this database alone: files there without a row are erased."""
        settings = services[Settings]
        folder = storage(settings, services[Store], services[Pepper]).path
        return cls(folder, Clamd.at(settings.clamd) if settings.clamd else None)

    def begin(
        self,
        transaction: Transaction,
        owner: ScanOwner,
        file_name: str,
        size: int,
        *,
        scan_id: UUID | None = None,
    ) -> Scan:
        """Begin a scan, under an id of its own unless one is given.

        Raises:
            Problem: `scan_too_large`; `validation_failed` for one scan too many or an empty one.
        """
        if size > MAX_BYTES:
            raise Problem(SCAN_TOO_LARGE, limit=MAX_BYTES)
        if size == 0:
            raise invalid(("size", "required"))
        if len(owner.scans) >= _MAX_SCANS:
            raise invalid(("scans", "too_long"))
        scan = StoredScan(
            id=scan_id or uuid4(),
            **owner.scans_belong_to,
            position=max((other.position for other in owner.scans), default=0) + 1,
            file_name=tidy_file_name(file_name),
            size=size,
            received=0,
        )
        transaction.add(scan)
        return Scan.of(scan)

    def find(self, owner: ScanOwner, scan_id: UUID) -> StoredScan:
        """Return a scan of that owner.

        Raises:
            Problem: `not_found`, also for another owner's scan.
        """
        for scan in owner.scans:
            if scan.id == scan_id:
                return scan
        raise Problem(NOT_FOUND)

    def held(self, scan: StoredScan) -> ScanHeld:
        """Return a scan with the digest of what was received."""
        digest = hashlib.sha256()
        if scan.received:
            with self._file(scan.id).open("rb") as content:
                for piece in _beginning(content, scan.received):
                    digest.update(piece)
        return ScanHeld(**Scan.of(scan).model_dump(), received_sha256=digest.hexdigest())

    @contextmanager
    def judged(self, scan: StoredScan, offset: int, piece: bytes) -> Iterator[JudgedFile | None]:
        """Judge the whole file if the piece is the next and the last one; otherwise there is nothing to judge.

        That may take seconds: do it outside a transaction. What is judged is a file of its own, which no other request
        changes; at the end of the block it is the scan's, or it is gone.

        Raises:
            Problem: `scan_unstored`.
        """
        if offset != scan.received or offset + len(piece) != scan.size or scan.media_type:
            yield None
            return
        file = self._folder / f"{scan.id}.{uuid4()}"
        try:
            with self._room():
                self._assemble(file, scan, piece)
            verdict = judge(file, self._scanner)
            if isinstance(verdict, Judged):
                keep_only(file, verdict.kept)
            yield JudgedFile(file, verdict)
        finally:
            file.unlink(missing_ok=True)

    def _assemble(self, file: Path, scan: StoredScan, last: bytes) -> None:
        file.touch(mode=0o600)
        with file.open("r+b") as whole:
            if scan.received:
                with self._file(scan.id).open("rb") as content:
                    for piece in _beginning(content, scan.received):
                        whole.write(piece)
            whole.write(last)

    def append(
        self,
        transaction: Transaction,
        scan: StoredScan,
        offset: int,
        piece: bytes,
        judged: JudgedFile | None,
    ) -> Scan:
        """Add a piece; the last one completes the scan if the file is accepted.

        The piece is written to the disk before the transaction commits: after a crash it is simply sent again.

        Args:
            transaction: stores the progress of the scan.
            scan: the scan.
            offset: where the piece begins in the file.
            piece: the bytes that were sent.
            judged: the whole file; None before the last piece.

        Raises:
            Problem: `offset_mismatch`, `scan_unchecked`, `scan_unstored`, a refusal of the file, or `validation_failed`
                for more bytes than were announced.
        """
        if offset != scan.received:
            raise Problem(OFFSET_MISMATCH, received=scan.received)
        if offset + len(piece) > scan.size:
            raise invalid(("body", "too_long"))
        if scan.media_type is not None:
            return Scan.of(scan)
        if offset + len(piece) < scan.size:
            with self._room():
                self._write(scan.id, offset, piece)
        elif judged is not None and isinstance(judged.verdict, Judged):
            scan.media_type = judged.verdict.media_type
            judged.file.replace(self._file(scan.id))
        elif judged is not None and isinstance(judged.verdict, Refusal):
            self.remove(transaction, [scan])
            raise Problem(_REFUSALS[judged.verdict], commits=True)
        else:
            # The scanner does not answer, or another piece came meanwhile: this piece must be sent again.
            raise Problem(SCAN_UNCHECKED, retry_after=_RETRY_SECONDS)
        scan.received = offset + len(piece)
        return Scan.of(scan)

    @contextmanager
    def _room(self) -> Iterator[None]:
        """Have the folder be there, and a full disk be said: what had arrived is kept."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            yield
        except OSError as error:
            if error.errno not in {ENOSPC, EDQUOT}:
                raise
            _log.error("there is no room for scans on the disk")
            raise Problem(SCAN_UNSTORED, retry_after=_RETRY_SECONDS) from error

    def _write(self, scan_id: UUID, offset: int, piece: bytes) -> None:
        file = self._file(scan_id)
        if offset == 0:
            file.touch(mode=0o600)
        with file.open("r+b") as content:
            content.seek(offset)
            content.write(piece)
            content.truncate()

    def remove(self, transaction: Transaction, scans: Iterable[StoredScan]) -> None:
        """Erase scans; their files are erased once the transaction is committed."""
        gone = list(scans)
        files = [self._file(scan.id) for scan in gone]
        for scan in gone:
            transaction.delete(scan)

        @event.listens_for(transaction, "after_commit", once=True)
        def _committed(_: Transaction) -> None:
            for file in files:
                file.unlink(missing_ok=True)

    def erase_orphans(self, store: Store) -> None:
        """Erase files without a row, which a crash or the end of a draft left."""
        if not self._folder.is_dir():
            return
        # Files are listed before rows, because a file is made after its row.
        files = list(self._folder.iterdir())
        with store.read() as transaction:
            known = {str(scan_id) for scan_id in transaction.scalars(select(StoredScan.id))}
        now = time.time()
        for file in files:
            scan_id, being_judged, _ = file.name.partition(".")
            if scan_id in known and not (being_judged and _age(file, now) > _JUDGED_SECONDS):
                continue
            file.unlink(missing_ok=True)
            _log.info("a scan without owner was erased")

    def path_of(self, scan: StoredScan) -> Path:
        """Return the path of a scan's file."""
        return self._file(scan.id)

    def _file(self, scan_id: UUID) -> Path:
        return self._folder / str(scan_id)


def _beginning(content: BinaryIO, length: int) -> Iterator[bytes]:
    """Yield as many bytes of a file, piece by piece."""
    while length > 0 and (piece := content.read(min(_PIECE_BYTES, length))):
        length -= len(piece)
        yield piece


def _age(file: Path, now: float) -> float:
    """Return for how many seconds a file was not changed; 0 where it is gone."""
    try:
        return now - file.stat().st_mtime
    except FileNotFoundError:
        return 0
