"""mon-compte-server import: the records of a fund, from a folder or a file."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from hosting.options import new_parser, one_of, parse
from hosting.variables import Unreadable, prevail
from server import prepare
from server.composition import compose
from server.imports.batches import Batches
from server.imports.reading import ENCODINGS
from server.imports.service import Imports, Overtaken, UnknownFiles
from server.imports.text import ImportText
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.imports.checking import Fault

_TOLD_EVERY_S = 2.0
_NICE = 10


def import_records(arguments: Sequence[str]) -> None:
    """Check the records, and write them unless only a check is asked for; exit with status 1 where they are refused.

    Raises:
        StartError: the database cannot be used.
        Unreadable: an option or a variable cannot be read.
    """
    # What is told at the end must not fail in a locale without accents, when everything is written.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # a text stream
    options = parse(_parser(), arguments)
    # Whoever uses Mon Compte goes first.
    if hasattr(os, "nice"):
        os.nice(_NICE)
    if options.batch:
        _execute(options.batch)
        return
    path = _path(options.path)
    if options.database:
        prevail(os.environ, "database", options.database)
    settings = Settings.from_environment()
    prepare(settings, starts=False)
    services = compose(settings)
    try:
        imports = services[Imports]
        try:
            sources = imports.sources(path, options.encoding)
        except UnknownFiles as error:
            raise Unreadable(ImportText.no_records(error.names)) from None
        if options.check:
            checked = imports.check(sources, _Progress())
            if checked.faults.count:
                _refuse(checked.faults.kept, checked.faults.count)
            sys.stdout.write(f"{ImportText.right(checked.records)}\n")
            return
        try:
            batch = imports.run(sources, told=_Progress())
        except Overtaken:
            sys.exit(f"mon-compte-server : {ImportText.OVERTAKEN}")
        if batch.state == "refused":
            from server.imports.checking import Fault

            _refuse([Fault(**each) for each in batch.faults], batch.fault_count)
        sys.stdout.write(f"{ImportText.written(batch)}\n")
    finally:
        services.close()


def _path(given: str | None) -> Path:
    if not given:
        raise Unreadable(ImportText.NO_PATH)
    path = Path(given)
    if not path.exists():
        raise Unreadable(ImportText.no_such_path(given))
    return path


def _execute(batch_id: UUID) -> None:
    settings = Settings.from_environment()
    prepare(settings, starts=False)
    services = compose(settings)
    try:
        services[Batches].execute(batch_id)
    finally:
        services.close()


def _parser() -> argparse.ArgumentParser:
    parser = new_parser("mon-compte-server import", ImportText.DESCRIPTION)
    parser.usage = "%(prog)s [options] DOSSIER_OU_FICHIER"
    parser.add_argument("path", metavar="DOSSIER_OU_FICHIER", nargs="?", help=ImportText.PATH)
    parser.add_argument("--database", metavar="URL", help=ImportText.DATABASE)
    parser.add_argument("--check", action="store_true", help=ImportText.CHECK)
    parser.add_argument(
        "--encoding",
        metavar="CODAGE",
        type=one_of(*ENCODINGS),
        default=ENCODINGS[0],
        help=ImportText.ENCODING,
    )
    # Of what a program of the fund sent to the server, which starts this.
    parser.add_argument("--batch", type=UUID, help=argparse.SUPPRESS)
    return parser


def _refuse(faults: Sequence[Fault], count: int) -> None:
    for each in faults:
        sys.stderr.write(f"{ImportText.fault(each)}\n")
    if count > len(faults):
        sys.stderr.write(f"{ImportText.more(count - len(faults))}\n")
    sys.exit(ImportText.refused(count))


class _Progress:
    """Tells on stderr how far it is: at each stage's end, and every two seconds."""

    def __init__(self) -> None:
        self._told_at = time.monotonic()

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """See `Progress`."""
        if done == total or time.monotonic() - self._told_at > _TOLD_EVERY_S:
            self._told_at = time.monotonic()
            sys.stderr.write(f"{ImportText.progress(stage, done, total)}\n")
            sys.stderr.flush()
