"""mon-compte-server migrate, backup and restore: the upkeep of a database, apart from any server."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hosting.options import new_parser, parse
from hosting.variables import Unreadable, prevail
from server import prepare
from server.backups.database import Refused
from server.backups.service import back_up, restore
from server.backups.text import UpkeepText
from server.db import Store
from server.db.schema import awaited
from server.settings import Settings

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from server.backups.service import Manifest


def migrate(arguments: Sequence[str]) -> None:
    """Give a database the schema of this version, or only say what that takes; then exit with 1 if it takes something.

    Raises:
        StartError: the database cannot be used.
        Unreadable: an option or a variable cannot be read.
    """
    parser = _parser("migrate", UpkeepText.MIGRATE)
    parser.add_argument("--check", action="store_true", help=UpkeepText.CHECK)
    options, settings = _given(parser, arguments)
    store = Store(settings.database)
    try:
        steps = awaited(store)
    finally:
        store.close()
    for each in steps:
        _tell(UpkeepText.step(each))
    if not steps:
        _tell(UpkeepText.UP_TO_DATE)
    elif options.check:
        if not all(each.safe for each in steps):
            _tell(UpkeepText.NEEDS_STOP)
        sys.exit(1)
    else:
        prepare(settings.but(migrate=True), starts=False)
        _tell(UpkeepText.MIGRATED)


def back_up_into(arguments: Sequence[str]) -> None:
    """Make a backup; exit with status 1 where that cannot be.

    Raises:
        StartError: the database cannot be used.
        Unreadable: an option or a variable cannot be read.
    """
    settings, folder, manifest = _acted("backup", UpkeepText.BACKUP, arguments, back_up)
    _tell(UpkeepText.made(manifest, folder))
    if not settings.pepper_keys:
        sys.stderr.write(f"mon-compte-server : {UpkeepText.OPEN_PEPPER}\n")


def restore_from(arguments: Sequence[str]) -> None:
    """Put a backup back; exit with status 1 where that cannot be.

    Raises:
        StartError: the database cannot be used.
        Unreadable: an option or a variable cannot be read.
    """
    _, _, manifest = _acted("restore", UpkeepText.RESTORE, arguments, restore)
    _tell(UpkeepText.restored(manifest))


def _acted(
    name: str, description: str, arguments: Sequence[str], act: Callable[[Settings, Path], Manifest]
) -> tuple[Settings, Path, Manifest]:
    parser = _parser(name, description)
    parser.usage = "%(prog)s [options] DOSSIER"
    parser.add_argument("folder", metavar="DOSSIER", nargs="?", type=Path, help=UpkeepText.FOLDER)
    options, settings = _given(parser, arguments)
    if options.folder is None:
        raise Unreadable(UpkeepText.NO_FOLDER)
    try:
        return settings, options.folder, act(settings, options.folder)
    except Refused as error:
        sys.exit(f"mon-compte-server : {error}")


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = new_parser(f"mon-compte-server {name}", description)
    parser.add_argument("--database", metavar="URL", help=UpkeepText.DATABASE)
    return parser


def _given(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> tuple[argparse.Namespace, Settings]:
    # What is told at the end must not fail in a locale without accents, when everything is done.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # a text stream
    options = parse(parser, arguments)
    if options.database:
        prevail(os.environ, "database", options.database)
    return options, Settings.from_environment()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
