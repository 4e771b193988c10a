"""Readers of JSON Lines and CSV, which hold one record in memory, however long a file is."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO, get_args, get_origin

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ENCODINGS = ("utf-8", "cp1252")
_LONGEST_LINE = 1_000_000
_LONGEST_NAME = 64
_BOM = b"\xef\xbb\xbf"
# The last separates the columns of French spreadsheets, whose comma is that of decimals.
_SEPARATORS = (",", ";")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of records.

    Attributes:
        name: how it is called in errors.
        path: where it is.
        kind: the kind of all its records, by its name; None where each record says its own.
        encoding: how its letters are written.
    """

    name: str
    path: Path
    kind: str | None = None
    encoding: str = "utf-8"


@dataclass(slots=True)
class Entry:
    """What stands for one record, not yet validated.

    Attributes:
        line: its first line, counted from 1.
        text: the record as JSON.
        last: whether the file ends with it, without an end of line.
        lines: of a record of several rows, the line of each item of its lists.
        fault: code of why it cannot be read; the rest of the file is not read where that makes no sense.
        field: the column that `fault` is about.
    """

    line: int
    text: bytes = b""
    last: bool = False
    lines: dict[str, list[int]] = field(default_factory=dict)
    fault: str | None = None
    field: str | None = None


class _Stop(Exception):
    """The rest of the file cannot be read."""

    def __init__(self, line: int, fault: str) -> None:
        super().__init__(fault)
        self.line, self.fault = line, fault


def entries(source: Source, models: Mapping[str, type[BaseModel]]) -> Iterator[Entry]:
    """Yield what stands in a file, record by record."""
    with source.path.open("rb") as stream:
        try:
            if source.path.suffix == ".csv":
                yield from _rows(stream, source, models[source.kind or ""])
            else:
                yield from _json_lines(stream, source)
        except _Stop as stop:
            yield Entry(stop.line, fault=stop.fault)


def _json_lines(stream: BinaryIO, source: Source) -> Iterator[Entry]:
    for number, line in _lines(stream):
        if not line.isspace():
            text = line if source.encoding == "utf-8" else _decoded(number, line, source).encode()
            yield Entry(number, text, last=not line.endswith(b"\n"))


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise _Stop(number, "line_too_long")
        if number == 1:
            if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise _Stop(1, "encoding")
            line = line.removeprefix(_BOM)
        yield number, line


def _decoded(number: int, line: bytes, source: Source) -> str:
    try:
        return line.decode(source.encoding)
    except UnicodeDecodeError:
        raise _Stop(number, "encoding") from None


def is_utf8(line: bytes) -> bool:
    """Return whether the bytes of a line are UTF-8."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Columns:
    """The columns of a kind: plain fields, lists of words in one cell, and lists whose items are rows."""

    def __init__(self, model: type[BaseModel]) -> None:
        self.words: set[str] = set()
        self.items: set[str] = set()
        self.names: set[str] = set()
        for name, each in model.model_fields.items():
            inner = get_args(each.annotation)[0] if get_origin(each.annotation) is tuple else None
            if name == "kind":
                continue
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                self.items.add(name)
                self.names |= {f"{name}.{part}" for part in inner.model_fields}
            else:
                self.names.add(name)
                if inner is not None:
                    self.words.add(name)


def _rows(stream: BinaryIO, source: Source, model: type[BaseModel]) -> Iterator[Entry]:
    """Yield the records of a CSV file (RFC 4180). A row with the key of the row before adds to its lists."""
    columns = _Columns(model)
    pending: _Pending | None = None
    for line, cells in _Table(stream, source, columns).rows():
        if isinstance(cells, Entry):
            yield cells
        elif pending is not None and columns.items and cells["key"] == pending.fields.get("key"):
            if differs := pending.add(line, cells, columns):
                yield Entry(line, fault="row_differs", field=differs)
        else:
            if pending is not None:
                yield pending.entry(source)
            pending = _Pending(line)
            pending.add(line, cells, columns)
    if pending is not None:
        yield pending.entry(source)


class _Table:
    """The rows of a CSV file, by the names of their columns."""

    def __init__(self, stream: BinaryIO, source: Source, columns: _Columns) -> None:
        self._stream = stream
        self._source = source
        self._columns = columns
        self._ended = True

    def rows(self) -> Iterator[tuple[int, dict[str, str] | Entry]]:
        """Yield each row with its first line, or what is wrong with it."""
        lines = self._text()
        header = next(lines, "")
        separator = max(_SEPARATORS, key=header.count)
        reader = csv.reader(chain((header,), lines), delimiter=separator, strict=True)
        names = [name.strip() for name in _row(reader, 1) or []]
        if fault := self._fault_of(names):
            yield 1, fault
            return
        line = reader.line_num + 1
        while (row := _row(reader, line)) is not None:
            if any(row) and not self._ended:
                # Without the end of its last line nobody knows whether that is whole.
                yield line, Entry(line, fault="cut")
            elif any(row) and len(row) != len(names):
                yield line, Entry(line, fault="columns")
            elif any(row):
                yield line, dict(zip(names, row, strict=True))
            line = reader.line_num + 1

    def _text(self) -> Iterator[str]:
        for number, line in _lines(self._stream):
            self._ended = line.endswith(b"\n")
            yield _decoded(number, line, self._source)

    def _fault_of(self, names: list[str]) -> Entry | None:
        for position, name in enumerate(names):
            if name not in self._columns.names:
                # It is the file's, and could be anything.
                shown = name if name.isascii() and name.isprintable() and len(name) <= _LONGEST_NAME else None
                return Entry(1, fault="unknown", field=shown)
            if name in names[:position]:
                return Entry(1, fault="column_twice", field=name)
        return None if "key" in names else Entry(1, fault="missing", field="key")


def _row(reader: Iterator[list[str]], line: int) -> list[str] | None:
    """Return the next row; None at the end."""
    try:
        return next(reader, None)
    except csv.Error as error:
        raise _Stop(line, "cut" if "end of data" in str(error) else "quotes") from None


class _Pending:
    """A record of which further rows may come."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.fields: dict[str, Any] = {}
        self.lines: dict[str, list[int]] = {}

    def add(self, line: int, cells: Mapping[str, str], columns: _Columns) -> str | None:
        """Add a row; return a column in which it contradicts the rows before."""
        items: dict[str, dict[str, str]] = {}
        differs = None
        for name, cell in cells.items():
            listed, _, part = name.partition(".")
            if cell == "":
                continue
            if part:
                items.setdefault(listed, {})[part] = cell
                continue
            value = cell.split("|") if name in columns.words else cell
            if self.fields.setdefault(name, value) != value:
                differs = name
        for listed in columns.items:
            if listed in items:
                self.fields.setdefault(listed, []).append(items[listed])
                self.lines.setdefault(listed, []).append(line)
        return differs

    def entry(self, source: Source) -> Entry:
        """Return what stands for the record."""
        text = json.dumps({"kind": source.kind, **self.fields}).encode()
        return Entry(self.line, text, lines=self.lines)
