"""Files of the person that other programs of their device show."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path


class OpenedFiles:
    """A private folder, in which nothing stays: what was left by a program that was killed goes with the next one.

    Args:
        folder: its own alone; made when something is first put there. None where no other program shows any.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self.wipe()

    def put(self, name: str, content: bytes) -> Path:
        """Keep a file for a program that shows it; return where.

        Raises:
            OSError: there is no room, or no right, or no folder.
        """
        if self._folder is None:
            raise FileNotFoundError
        apart = self._folder / secrets.token_hex(8)  # one that is shown is not written over
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        apart.mkdir(mode=0o700)
        path = apart / Path(name).name
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        return path

    def wipe(self) -> None:
        """Delete all; what a program holds open goes another time."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
