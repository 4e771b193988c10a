"""Imports: a batch is checked whole, then written portion by portion, each with its checkpoint."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

from pydantic import ValidationError
from sqlalchemy import select

from server.clock import Clock
from server.db import Store
from server.db.erasing import erase
from server.feature import Features
from server.imports.checking import Fault, Faults, Kinds, Place, Scratch
from server.imports.reading import Source, entries
from server.imports.records import Deletion, Record, id_of
from server.imports.rules import MOST_RECORDS_AT_ONCE
from server.imports.tables import Batch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services

_SUFFIXES = {".jsonl", ".csv"}
_TOLD_EVERY = 2_000
_PIECE = 1 << 20
# Records of a kind that looks at what is stored by itself; a paper may have a million bytes.
_LOOKED_AT_ONCE = 50


_Held = defaultdict[str, "list[tuple[Record, Place]]"]


class UnknownFiles(Exception):
    """There are files that no record is read from: their names, or none where there is no file at all."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__("no records")
        self.names = names


class Overtaken(Exception):
    """Another process writes the same batch."""


class Progress(Protocol):
    """Whoever is told how far an import is: `checking` or `writing`, records done, and of how many if that is known."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Take note."""


def _silent(stage: str, done: int, total: int | None) -> None: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: records by kind, and faults."""

    kinds: Counter[str]
    faults: Faults

    @property
    def records(self) -> int:
        """How many records there are."""
        return self.kinds.total()


class Imports:
    """The service of imports."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services[Store]
        self._clock = services[Clock]
        self.kinds = Kinds(services[Features].each(lambda feature: feature.importable))
        self._looking = {name for name, kind in self.kinds.by_name.items() if kind.contradictions is not None}

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service; what features registered is written with any of the others."""
        return cls(services)

    def sources(self, path: Path, encoding: str = "utf-8") -> list[Source]:
        """Return the files of a folder, or one file, in the order in which they are read.

        A file whose name begins with a kind, as in `payment-2026-11.csv`, is read when its kind comes; the others last,
        by their names.

        Raises:
            UnknownFiles: there is no file, or one that is neither JSON Lines nor CSV of a known kind.
        """
        files = sorted(each for each in path.iterdir() if each.name[0] != ".") if path.is_dir() else [path]
        found, unknown = [], []
        for file in files:
            if self.is_readable(file.name) and file.is_file():
                found.append(Source(file.name, file, self._kind_of(file.name), encoding))
            else:
                unknown.append(file.name)
        if unknown or not found:
            raise UnknownFiles(unknown)
        order = list(self.kinds.models)
        return sorted(found, key=lambda each: order.index(each.kind) if each.kind else len(order))

    def is_readable(self, name: str) -> bool:
        """Return whether records can be read from a file of that name: JSON Lines, or CSV of a known kind."""
        suffix = Path(name).suffix
        return suffix in _SUFFIXES and (suffix != ".csv" or self._kind_of(name) is not None)

    def _kind_of(self, file_name: str) -> str | None:
        name = file_name.partition(".")[0]
        return next((kind for kind in self.kinds.models if name == kind or name.startswith(f"{kind}-")), None)

    def run(self, sources: Sequence[Source], *, client: str | None = None, told: Progress = _silent) -> Batch:
        """Check all records, then write them; return the batch, refused or written.

        Of the same files, a batch that was cut off goes on where it was.

        Raises:
            Overtaken: another process writes the same batch.
        """
        digest = _digest(sources)
        checked = self.check(sources, told)
        refused = checked.faults.count > 0
        with self._store.write() as transaction:
            unfinished = select(Batch).where(
                Batch.digest == digest, Batch.state == "writing", Batch.client == client
            )
            batch = None if refused else transaction.scalar(unfinished.with_for_update().limit(1))
            if batch is None:
                now = self._clock.now()
                batch = Batch(
                    id=uuid4(),
                    digest=digest,
                    source=", ".join(source.name for source in sources)[:255],
                    client=client,
                    state="refused" if refused else "writing",
                    records=checked.records,
                    written=0,
                    kinds=dict(checked.kinds),
                    fault_count=checked.faults.count,
                    faults=[each.model_dump(exclude_none=True) for each in checked.faults.kept],
                    begun_at=now,
                    ended_at=now if refused else None,
                )
                transaction.add(batch)
        return batch if refused else self.write(batch.id, batch.written, sources, told)

    def check(self, sources: Sequence[Source], told: Progress = _silent) -> Checked:
        """Check all records, and write nothing."""
        faults = Faults()
        kinds: Counter[str] = Counter()
        held: _Held = defaultdict(list)
        with (
            tempfile.TemporaryDirectory(prefix="mon-compte-import-") as folder,
            Scratch(Path(folder) / "scratch.sqlite3", sources, faults) as scratch,
        ):
            done = 0
            for number, source in enumerate(sources):
                for entry in entries(source, self.kinds.models):
                    done += 1
                    if done % _TOLD_EVERY == 0:
                        told("checking", done, None)
                    if entry.fault:
                        faults.add(
                            Fault(file=source.name, line=entry.line, field=entry.field, code=entry.fault)
                        )
                        continue
                    try:
                        record = self.kinds.read(entry.text)
                    except ValidationError as error:
                        found = list(self.kinds.faults(entry, source, error))
                        for each in found:
                            faults.add(each)
                        if found[-1].code == "encoding":
                            break  # so is the rest of the file
                        continue
                    kinds[record.kind] += 1
                    place = Place(number, entry.line)
                    scratch.note(self._services, self.kinds, record, place)
                    if record.kind in self._looking:
                        held[record.kind].append((record, place))
                        self._contradict(scratch, held, record.kind, at_least=_LOOKED_AT_ONCE)
            for name in held:
                self._contradict(scratch, held, name)
            told("checking", done, done)
            with self._store.read() as transaction:
                scratch.finish(self.kinds, transaction)
        return Checked(kinds, faults)

    def _contradict(self, scratch: Scratch, held: _Held, kind: str, *, at_least: int = 1) -> None:
        if len(some := held[kind]) >= at_least:
            with self._store.read() as transaction:
                scratch.contradict(self._services, transaction, self.kinds.by_name[kind], some)
            some.clear()

    def write(self, batch_id: UUID, written: int, sources: Sequence[Source], told: Progress) -> Batch:
        """Write the records that are not written yet; return the batch.

        Raises:
            Overtaken: another process writes the same batch.
        """
        texts = (entry.text for source in sources for entry in entries(source, self.kinds.models))
        waiting = islice(texts, written, None)
        while True:
            portion = [self.kinds.read(text) for text in islice(waiting, MOST_RECORDS_AT_ONCE)]
            # What a power cut takes, it takes with its checkpoint; the end is waited for, and all before it.
            with self._store.write(durable=not portion) as transaction:
                batch = transaction.get_one(Batch, batch_id, with_for_update=True)
                if batch.written != written:
                    raise Overtaken
                self._put(transaction, portion)
                batch.written = written = written + len(portion)
                if not portion:
                    batch.state, batch.ended_at = "written", self._clock.now()
            told("writing", written, batch.records)
            if not portion:
                return batch

    def _put(self, transaction: Transaction, portion: Sequence[Record]) -> None:
        """Write records, those of one kind at once; what comes before and after a deletion stays apart.

        Kinds refer to earlier ones, so that a file in which they alternate is written as fast as one of each.
        """
        order = list(self.kinds.models)
        for deletes, some in groupby(portion, key=lambda each: isinstance(each, Deletion)):
            # Sorting keeps the order within a kind: a payment comes after the one that it pays again.
            records = list(some)
            if not deletes:
                records.sort(key=lambda each: order.index(each.kind))
            for (kind, of), alike in groupby(records, key=lambda each: (each.kind, getattr(each, "of", ""))):
                if deletes:
                    self._erase(transaction, of, [each.key for each in alike])
                else:
                    self.kinds.by_name[kind].write(self._services, transaction, list(alike))

    def _erase(self, transaction: Transaction, kind: str, keys: Sequence[str]) -> None:
        importable = self.kinds.by_name[kind]
        if importable.erase is not None:
            importable.erase(transaction, keys)
        elif importable.table is not None:
            table = importable.table.metadata.tables[importable.table.__tablename__]
            erase(transaction, table, [id_of(kind, key) for key in keys])


def _digest(sources: Sequence[Source]) -> bytes:
    found = hashlib.sha256()
    for source in sources:
        found.update(f"{source.name}\0{source.encoding}\0{source.path.stat().st_size}\0".encode())
        with source.path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                found.update(piece)
    return found.digest()
