"""Where the bytes of scans are kept."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from server.settings import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from server.crypto.tokens import Pepper
    from server.db import Store
    from server.settings import Settings


class Kept(NamedTuple):
    """A file as it is kept: its name, and what changes with its content."""

    name: str
    version: str


class Folder:
    """A folder that belongs to one database alone."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def kept(self) -> Iterator[Kept]:
        """Return the files that are there."""
        if not self.path.is_dir():
            return
        for file in self.path.iterdir():
            try:
                stat = file.stat()
            except FileNotFoundError:
                continue
            yield Kept(file.name, f"{stat.st_size}-{stat.st_mtime_ns}")

    def fetch(self, name: str, to: Path) -> bool:
        """Copy a file; return False where it is gone meanwhile."""
        try:
            shutil.copyfile(self.path / name, to)
        except FileNotFoundError:
            return False
        return True

    def put(self, name: str, content: Path) -> None:
        """Keep a copy of a file under a name."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(content, self.path / name)


def storage(settings: Settings, store: Store, key: Pepper) -> Folder:
    """Return where the scans of a database are kept: nothing of another one is there."""
    beside = store.file.parent if store.file else data_folder()
    return Folder((settings.scans or beside / "scans") / key.hash("scans").hex()[:16])
