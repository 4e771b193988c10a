"""The papers that another program of the device shows: gone once nobody is here."""

import asyncio
from pathlib import Path
from typing import Self

from app.core.scope import PageScope
from app.core.state import State
from app.platforms.opened_files import OpenedFiles


class OpenedPapers(State):
    """Papers in a private folder, for the program that shows PDFs."""

    def __init__(self, files: OpenedFiles) -> None:
        self._files = files

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.device.opened)

    async def put(self, name: str, content: bytes) -> Path:
        """Return where a paper is, for the program that shows it.

        Raises:
            OSError: the device cannot keep it.
        """
        return await asyncio.to_thread(self._files.put, name, content)

    def gone(self) -> None:
        """Delete all: whoever comes next finds nothing."""
        self._files.wipe()
