"""What is there before the first enrolment: a sound file, and tables that older data is brought to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from server import Settings, prepare, sqlite_url
from server.errors import StoreDamaged

if TYPE_CHECKING:
    from pathlib import Path


def test_a_broken_file_is_refused_before_it_is_written_to(sqlite_file: Path) -> None:
    """Not even its journal mode changes: a file that is not in WAL mode stays as it was, to the byte."""
    with closing(sqlite3.connect(sqlite_file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("CREATE TABLE kept (text)")
        connection.executemany("INSERT INTO kept VALUES (?)", [("x" * 500,)] * 200)
        connection.commit()
    content = bytearray(sqlite_file.read_bytes())
    assert content[18] == 1, "not in WAL mode"
    content[8192:24576] = b"\xff" * 16384
    sqlite_file.write_bytes(content)
    with pytest.raises(StoreDamaged):
        prepare(Settings(database=sqlite_url(sqlite_file)))
    assert sqlite_file.read_bytes() == content
    assert [file.name for file in sqlite_file.parent.iterdir()] == [sqlite_file.name]
