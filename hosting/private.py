"""Files that only their owner may read: they hold what people told the fund."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

_FILE: Final = 0o600
_FOLDER: Final = 0o700
_OTHERS: Final = 0o077
# What SQLite writes beside a database.
_BESIDE: Final = ("", "-wal", "-shm", "-journal")


def keep_private() -> None:
    """Make every file that this process writes from now on readable by its owner alone."""
    os.umask(_OTHERS)


def make_folder(folder: Path, *, own: AbstractSet[str]) -> None:
    """Make a folder, or close an existing one to others where it holds nothing but our own files.

    A folder that holds other files may be shared, such as /tmp: it stays as it is.

    Args:
        folder: to make.
        own: prefixes of the names of our own files.

    Raises:
        OSError: it cannot be made.
    """
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    for each in reversed(missing):
        each.mkdir(mode=_FOLDER, exist_ok=True)
    if folder in missing:
        folder.chmod(_FOLDER)
    elif all(each.name.startswith(tuple(own)) for each in folder.iterdir()) and _is_ours(folder):
        with suppress(OSError):
            folder.chmod(_FOLDER)


def make_file(file: Path) -> None:
    """Make a database file, or close an existing one to others, with the files that SQLite writes beside it.

    Raises:
        OSError: it cannot be made.
    """
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, _FILE))
    for suffix in _BESIDE:
        each = file.with_name(file.name + suffix)
        if each.exists() and each.stat().st_mode & _OTHERS and _is_ours(each):
            with suppress(OSError):
                each.chmod(_FILE)


def _is_ours(path: Path) -> bool:
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()
