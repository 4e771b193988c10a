"""The check of all records before anything is written: each by itself, then all together, then with what is stored."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from sqlalchemy import select

from server.db.bulk import IN_AT_ONCE, those_there
from server.feature import OPEN
from server.imports.reading import is_utf8
from server.imports.records import Deletion, id_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Self

    from sqlalchemy.orm import Session as Transaction

    from server.feature import Importable, Link
    from server.imports.reading import Entry, Source
    from server.imports.records import Record
    from server.services import Services

_AT_ONCE = 5_000
_REMEMBERED_LINKS = 100_000
_LONGEST_NAME = 64
KEPT_FAULTS = 100

# pydantic's error types by the codes that are told; those of validators are codes already.
_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "union_tag_invalid": "kind",
    "union_tag_not_found": "kind",
    "string_too_long": "too_long",
    "string_too_short": "missing",
    "too_short": "missing",
    "too_long": "too_many",
    "dict_type": "record",
    "literal_error": "choice",
    "enum": "choice",
    "string_pattern_mismatch": "shape",
    "greater_than_equal": "range",
    "less_than_equal": "range",
}
_BY_BEGINNING = (("int_", "integer"), ("date_", "date"), ("bool_", "boolean"), ("string_", "shape"))


class Fault(BaseModel):
    """What is wrong, and where; never what stands there.

    Attributes:
        file: name of the file.
        line: counted from 1.
        field: name of the field; None where it is the line.
        code: what is wrong.
        other: another line that it contradicts, as `file:line`.
        expected: the values that would do, where there are few.
    """

    file: str
    line: int
    field: str | None = None
    code: str
    other: str | None = None
    expected: str | None = None


class Faults:
    """The faults that were found: all are counted, and the first of them kept."""

    def __init__(self) -> None:
        self.count = 0
        self.kept: list[Fault] = []

    def add(self, found: Fault) -> None:
        """Count one more."""
        self.count += 1
        if len(self.kept) < KEPT_FAULTS:
            self.kept.append(found)


class Kinds:
    """The kinds of records that features registered."""

    def __init__(self, importable: Sequence[Importable]) -> None:
        self.by_name = {each.kind: each for each in importable}
        self.models: dict[str, type[BaseModel]] = {each.kind: each.model for each in importable}
        self.models["delete"] = Deletion
        union: Any = reduce(or_, self.models.values())
        self._adapter: TypeAdapter[Record] = TypeAdapter(Annotated[union, Field(discriminator="kind")])

    def read(self, text: bytes) -> Record:
        """Return the record of a line.

        Raises:
            ValidationError: it is none.
        """
        return self._adapter.validate_json(text)

    def faults(self, entry: Entry, source: Source, error: ValidationError) -> Iterator[Fault]:
        """Yield what is wrong with a line."""
        for each in error.errors(include_url=False, include_input=False):
            if each["type"] == "json_invalid":
                broken = "encoding" if not is_utf8(entry.text) else "cut" if entry.last else "json"
                yield Fault(file=source.name, line=entry.line, code=broken)
                continue
            place = list(each["loc"])
            if place and place[0] in self.models:
                place.pop(0)
            line = entry.line
            rows = entry.lines.get(str(place[0]), []) if place else []
            if len(place) > 1 and isinstance(place[1], int) and place[1] < len(rows):
                line = rows[place[1]]
            code = _code_of(each["type"])
            field = ".".join(map(str, place)) or ("kind" if code == "kind" else None)
            yield Fault(
                file=source.name,
                line=line,
                # The name of an unknown field is the file's, and could be anything.
                field=None if code == "unknown" and not _is_name(field) else field,
                code=code,
                expected=str(each["ctx"]["expected"]) if code == "choice" else None,
            )


def _code_of(kind: str) -> str:
    return _CODES.get(kind) or next((code for start, code in _BY_BEGINNING if kind.startswith(start)), kind)


def _is_name(field: str | None) -> bool:
    return (
        field is not None
        and len(field) <= _LONGEST_NAME
        and field.replace(".", "_").isidentifier()
        and field.isascii()
    )


def _household_id(key: str | None) -> bytes | None:
    return id_of("household", key).bytes if key is not None else None


class Place(NamedTuple):
    """Where an entry stands: the number of its file, and its line."""

    file: int
    line: int


class Scratch:
    """All keys, links and claims of an import, in a file: they would not fit into memory.

    It holds ids and keyed hashes, and goes with the check.
    """

    def __init__(self, path: Path, sources: Sequence[Source], faults: Faults) -> None:
        self._sources = sources
        self._faults = faults
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript(
            """
            PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-131072; PRAGMA temp_store=FILE;
            CREATE TABLE seen (at INTEGER PRIMARY KEY, kind TEXT, id BLOB, open INT, gone INT, file INT, line INT,
                owner BLOB);
            CREATE TABLE links (kind TEXT, id BLOB, field TEXT, at INT, file INT, line INT, owner BLOB);
            CREATE TABLE claims (rule TEXT, field TEXT, token BLOB, id BLOB, owner BLOB, among INT, file INT, line INT);
            BEGIN;
            """
        )
        self._at = 0
        self._linked: set[Link] = set()
        self._waiting: dict[str, list[tuple[Any, ...]]] = {"seen": [], "links": [], "claims": []}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def contradict(
        self,
        services: Services,
        transaction: Transaction,
        kind: Importable,
        some: Sequence[tuple[Record, Place]],
    ) -> None:
        """Find what contradicts what is stored, for kinds that look themselves."""
        assert kind.contradictions is not None  # noqa: S101 - the caller asks
        for found in kind.contradictions(services, transaction, [record for record, _ in some]):
            self._fault(*some[found.position][1], found.field, found.code)

    def note(self, services: Services, kinds: Kinds, record: Record, place: Place) -> None:
        """Note what a valid record is, refers to and claims."""
        self._at += 1
        if isinstance(record, Deletion):
            if record.of in kinds.by_name:
                gone = id_of(record.of, record.key).bytes
                self._put("seen", self._at, record.of, gone, 0, 1, *place, None)
            else:
                self._fault(*place, "of", "kind")
            return
        kind = kinds.by_name[record.kind]
        own = id_of(record.kind, record.key).bytes
        owner = _household_id(getattr(record, "household", None))
        self._put("seen", self._at, record.kind, own, int(kind.is_open(record)), 0, *place, owner)
        for link in kind.links(record):
            if link in self._linked:
                continue
            if len(self._linked) > _REMEMBERED_LINKS:
                self._linked.clear()
            self._linked.add(link)
            other, must = id_of(link.kind, link.key).bytes, _household_id(link.household)
            self._put("links", link.kind, other, link.field, self._at, *place, must)
        for claim in kind.claims(services, record):
            self._put(
                "claims",
                claim.rule,
                claim.field,
                claim.token,
                own,
                claim.owner.bytes,
                int(claim.among_open),
                *place,
            )

    def finish(self, kinds: Kinds, transaction: Transaction) -> None:
        """Find what contradicts, among the records and with what is stored."""
        for table in self._waiting:
            self._flush(table)
        self._base.executescript(
            "CREATE INDEX seen_id ON seen (id, kind); CREATE INDEX claims_token ON claims (rule, token);"
        )
        self._find_twice()
        self._find_missing(kinds, transaction)
        self._find_of_others(kinds, transaction)
        self._find_claimed()
        self._find_held(kinds, transaction)

    def _find_twice(self) -> None:
        twice = "SELECT kind, id, min(at) AS first FROM seen GROUP BY id, kind HAVING count(*) > 1"
        query = (
            f"SELECT s.file, s.line, f.file, f.line FROM ({twice}) AS t "  # noqa: S608 - constant
            "JOIN seen s ON s.kind = t.kind AND s.id = t.id AND s.at > t.first "
            "JOIN seen f ON f.at = t.first ORDER BY s.at"
        )
        for file, line, other, other_line in self._rows(query):
            self._fault(file, line, "key", "key_twice", Place(other, other_line))

    def _find_missing(self, kinds: Kinds, transaction: Transaction) -> None:
        """Find links to what neither comes before nor is stored, or is deleted."""
        query = """
            SELECT kind, id, field, file, line, EXISTS (
                SELECT 1 FROM seen s WHERE s.kind = l.kind AND s.id = l.id AND (s.gone OR s.at >= l.at)
            ) FROM links l WHERE NOT EXISTS (
                SELECT 1 FROM seen s WHERE s.kind = l.kind AND s.id = l.id AND s.at < l.at AND NOT s.gone
            ) ORDER BY l.kind, l.at"""
        for some in _portions(self._rows(query)):
            stored: dict[str, set[UUID]] = {}
            for kind in {row[0] for row in some}:
                table = kinds.by_name[kind].table
                ids = [UUID(bytes=row[1]) for row in some if row[0] == kind]
                stored[kind] = those_there(transaction, table, ids) if table else set()
            for kind, own, field, file, line, elsewhere in some:
                if UUID(bytes=own) not in stored[kind]:
                    self._fault(file, line, field, "comes_later" if elsewhere else "not_there")
                elif elsewhere and self._is_gone(kind, own):
                    self._fault(file, line, field, "not_there")

    def _find_of_others(self, kinds: Kinds, transaction: Transaction) -> None:
        """Find links to what belongs to another household: as these records say, else as it is stored."""
        query = """
            SELECT kind, id, owner, field, file, line, (
                SELECT s.owner FROM seen s WHERE s.kind = l.kind AND s.id = l.id AND NOT s.gone LIMIT 1
            ) FROM links l WHERE owner IS NOT NULL ORDER BY l.kind, l.at"""
        for some in _portions(self._rows(query)):
            stored: dict[bytes, bytes] = {}
            for kind in {row[0] for row in some}:
                if (table := kinds.by_name[kind].table) is not None:
                    ids = [UUID(bytes=row[1]) for row in some if row[0] == kind and row[6] is None]
                    found = select(table.id, table.file_id).where(table.id.in_(ids))  # type: ignore[attr-defined] # it has a household
                    stored |= {own.bytes: file_id.bytes for own, file_id in transaction.execute(found)}
            for _, own, must, field, file, line, owner in some:
                if (owner or stored.get(own, must)) != must:
                    self._fault(file, line, field, "other_household")

    def _is_gone(self, kind: str, own: bytes) -> bool:
        query = "SELECT 1 FROM seen WHERE kind = ? AND id = ? AND gone"
        return self._base.execute(query, (kind, own)).fetchone() is not None

    def _find_claimed(self) -> None:
        """Find claims of two records; where open households alone count, of two that are not closed here."""
        contested = "SELECT rule, token FROM claims GROUP BY rule, token HAVING count(DISTINCT id) > 1"
        claimed = "SELECT id, owner, among, field, file, line FROM claims WHERE rule = ? AND token = ? ORDER BY rowid"
        for rule, token in list(self._rows(contested)):
            rows = self._base.execute(claimed, (rule, token)).fetchall()
            standing = [row for row in rows if not (row[2] and self._is_closed(row[1]))]
            for own, owner, among, field, file, line in standing[1:]:
                first, first_owner, *_, other, other_line = standing[0]
                if own != first and not (among and owner == first_owner):
                    self._fault(file, line, field, rule, Place(other, other_line))

    def _is_closed(self, household: bytes) -> bool:
        query = "SELECT 1 FROM seen WHERE id = ? AND (gone OR NOT open)"
        return self._base.execute(query, (household,)).fetchone() is not None

    def _find_held(self, kinds: Kinds, transaction: Transaction) -> None:
        """Find claims that a stored record has, unless these records change it."""
        query = "SELECT rule, token, id, owner, among, field, file, line FROM claims ORDER BY rule"
        for some in _portions(self._rows(query)):
            for rule in {row[0] for row in some}:
                claimed = {row[1]: row for row in some if row[0] == rule}
                for kind in kinds.by_name.values():
                    for holding in kind.held(transaction, rule, list(claimed)):
                        _, _, own, owner, among, field, file, line = claimed[holding.token]
                        if holding.id.bytes == own or self._has(holding.id):
                            continue
                        apart = (
                            holding.owner.bytes != owner and holding.is_open and not self._has(holding.owner)
                        )
                        if not among or (apart and self._is_open(kinds, transaction, owner)):
                            self._fault(file, line, field, rule)

    def _is_open(self, kinds: Kinds, transaction: Transaction, household: bytes) -> bool:
        """Return whether a household is open: as these records say, else as it is stored."""
        if self._has(UUID(bytes=household)):
            return not self._is_closed(household)
        stored = (each.held(transaction, OPEN, [household]) for each in kinds.by_name.values())
        return all(holding.is_open for found in stored for holding in found)

    def _has(self, own: UUID) -> bool:
        return self._base.execute("SELECT 1 FROM seen WHERE id = ?", (own.bytes,)).fetchone() is not None

    def _put(self, table: str, *row: Any) -> None:
        waiting = self._waiting[table]
        waiting.append(row)
        if len(waiting) >= _AT_ONCE:
            self._flush(table)

    def _flush(self, table: str) -> None:
        if waiting := self._waiting[table]:
            signs = ",".join("?" * len(waiting[0]))
            self._base.executemany(f"INSERT INTO {table} VALUES ({signs})", waiting)  # noqa: S608 - constant
            waiting.clear()

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        with closing(self._base.cursor()) as cursor:
            yield from cursor.execute(query)

    def _fault(self, file: int, line: int, field: str, code: str, other: Place | None = None) -> None:
        named = f"{self._sources[other.file].name}:{other.line}" if other else None
        self._faults.add(Fault(file=self._sources[file].name, line=line, field=field, code=code, other=named))


def _portions(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    some: list[tuple[Any, ...]] = []
    for row in rows:
        some.append(row)
        if len(some) == IN_AT_ONCE:
            yield some
            some = []
    if some:
        yield some
