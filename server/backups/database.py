"""Copies of a database by its own means, while others write to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import inspect, make_url

from hosting import private
from server.backups.text import UpkeepText

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import URL

    from server.db import Store


class Refused(Exception):
    """A backup cannot be made or put back: `str()` says why, in French."""


def kind_of(store: Store) -> str:
    """Return the kind of a database."""
    return store.engine.dialect.name


def is_empty(store: Store) -> bool:
    """Return whether a database holds nothing; a SQLite file need not be there."""
    if store.file is not None and not store.file.exists():
        return True
    with store.engine.connect() as connection:
        return not inspect(connection).get_table_names()


def copy(store: Store, to: Path) -> None:
    """Copy a database, as it is at one moment.

    Raises:
        Refused: the program of PostgreSQL that does so is missing, or fails.
    """
    if store.file is None:
        _run("pg_dump", store.engine.url, "--format=custom", f"--file={to}")
        return
    with closing(sqlite3.connect(store.file)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)  # in one step: in several, each writer would make it begin again
        target.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it


def put_back(store: Store, content: Path) -> None:
    """Put a copy into a database that is empty.

    Raises:
        Refused: the program of PostgreSQL that does so is missing, or fails; nothing was changed.
    """
    if store.file is None:
        _run("pg_restore", store.engine.url, "--single-transaction", "--exit-on-error", str(content))
        return
    store.close()
    private.make_folder(store.file.parent, own={store.file.name, "scans"})
    new = store.file.with_name(f"{store.file.name}.new")
    shutil.copyfile(content, new)
    new.replace(store.file)


def _run(name: str, url: URL, *options: str) -> None:
    """Run a program of PostgreSQL, with the password where `ps` does not show it."""
    program = shutil.which(name)
    if program is None:
        raise Refused(UpkeepText.tool_missing(name))
    target = make_url(url).set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    ended = subprocess.run(  # noqa: S603 - the operator's PATH says where it is
        [program, f"--dbname={target}", "--no-owner", "--no-privileges", *options],
        env={**os.environ, **password},
        capture_output=True,
        check=False,
        text=True,
    )
    if ended.returncode:
        raise Refused(UpkeepText.tool_failed(name, next(iter(ended.stderr.strip().splitlines()), "")))
