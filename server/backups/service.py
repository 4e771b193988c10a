"""A backup: a folder with the copy of a database, that of its scans, and a manifest that makes it whole.

The manifest is written last: a folder without it is no backup. The operator's keys are not in it.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ValidationError
from sqlalchemy import text

from server.backups.database import Refused, copy, is_empty, kind_of, put_back
from server.backups.text import UpkeepText
from server.crypto.pepper import kept_pepper, opened
from server.db import Store
from server.db.schema import HEAD, awaited, migrations
from server.scans.storage import storage
from server.settings import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from server.scans.storage import Folder
    from server.settings import Settings

_MANIFEST: Final = "manifest.json"
_DATABASE: Final = "database"
_SCANS: Final = "scans"


class Manifest(BaseModel):
    """What a backup holds.

    Attributes:
        pepper: the key of the database's hashes, as the database has it: sealed where the operator has keys.
    """

    made_at: datetime
    program_version: str
    schema_version: str
    kind: str
    pepper: str
    scans: int


def back_up(settings: Settings, folder: Path) -> Manifest:
    """Copy a database and its scans into a new folder, while servers work on them.

    Raises:
        Refused: the folder is not empty or cannot be written, or the database cannot be copied.
        StartError: the database cannot be reached, or none of the operator's keys opens it.
    """
    store = Store(settings.database)
    try:
        if len(awaited(store)) == len(migrations()):
            raise Refused(UpkeepText.NOTHING)
        with store.read() as transaction:
            pepper = kept_pepper(transaction)
            schema = transaction.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        scans = storage(settings, store, opened(pepper, settings.pepper_keys, store.location))
        _begin(folder)
        # Scans are written before their rows and go after them. Those of before the copy are in it, whatever goes
        # meanwhile; those that came meanwhile are fetched after it.
        fetched = _fetch(scans, folder / _SCANS, {})
        copy(store, folder / _DATABASE)
        fetched = _fetch(scans, folder / _SCANS, fetched)
        manifest = Manifest(
            made_at=datetime.now(UTC),
            program_version=VERSION,
            schema_version=schema,
            kind=kind_of(store),
            pepper=pepper,
            scans=len(fetched),
        )
        _sync(folder / _DATABASE)
        (folder / _MANIFEST).write_text(manifest.model_dump_json(indent=2), encoding="utf-8")
        _sync(folder / _MANIFEST)
    except OSError as error:
        raise Refused(UpkeepText.unwritable(folder)) from error
    finally:
        store.close()
    return manifest


def restore(settings: Settings, folder: Path) -> Manifest:
    """Put a backup into an empty database, and its scans where that database's are.

    Raises:
        Refused: it is no whole backup or of another kind, or the database is not empty; nothing was changed.
        StartError: the database cannot be reached, or none of the operator's keys opens the copy; likewise.
    """
    manifest = _read(folder)
    store = Store(settings.database)
    try:
        if manifest.kind != kind_of(store):
            raise Refused(UpkeepText.other_kind((manifest.kind, kind_of(store))))
        if len(awaited(store)) < len(migrations()) or not is_empty(store):
            raise Refused(UpkeepText.TARGET_NOT_EMPTY)
        scans = storage(settings, store, opened(manifest.pepper, settings.pepper_keys, store.location))
        for file in (folder / _SCANS).iterdir():
            scans.put(file.name, file)
        put_back(store, folder / _DATABASE)
    except OSError as error:
        raise Refused(UpkeepText.unwritable(settings.scans or folder)) from error
    finally:
        store.close()
    return manifest


def _begin(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise Refused(UpkeepText.not_empty(folder))
    (folder / _SCANS).mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)


def _fetch(scans: Folder, to: Path, before: dict[str, str]) -> dict[str, str]:
    """Copy what is new or has changed; return all that was copied, by its name."""
    fetched = dict(before)
    for kept in scans.kept():
        if before.get(kept.name) != kept.version and scans.fetch(kept.name, to / kept.name):
            fetched[kept.name] = kept.version
    return fetched


def _read(folder: Path) -> Manifest:
    try:
        manifest = Manifest.model_validate_json((folder / _MANIFEST).read_bytes())
    except (OSError, ValidationError) as error:
        raise Refused(UpkeepText.NOT_A_BACKUP) from error
    if manifest.schema_version > HEAD:
        raise Refused(UpkeepText.NEWER)
    scans = folder / _SCANS
    if (
        not (folder / _DATABASE).is_file()
        or not scans.is_dir()
        or len(list(scans.iterdir())) != manifest.scans
    ):
        raise Refused(UpkeepText.INCOMPLETE)
    return manifest


def _sync(file: Path) -> None:
    with file.open("rb") as written:
        os.fsync(written.fileno())
