"""Readiness: whether requests can be served, and not only that the process runs."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

from server.db import Store
from server.db.schema import is_ready
from server.limits.ledger import Ledger, Tally, Window
from server.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from server.services import Services

_ANSWER_WITHIN_S = 3
_LEAST_FREE_BYTES = 16 * 1024 * 1024
_NOTHING = Tally("readiness", (Window(1, 1),), refuses=False)


class NotReady(Exception):
    """Requests cannot be served."""


class Readiness:
    """A check of the database and its schema, of the ledger, and of the disks of a SQLite file and of scans.

    There is one check at a time: probes do not pile up threads on a database that does not answer.
    """

    def __init__(self, store: Store, counts: Ledger, scans: Path | None) -> None:
        self._store = store
        self._folders = [folder for folder in (store.file and store.file.parent, scans) if folder is not None]
        self._counts = counts
        self._asked: asyncio.Task[None] | None = None

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(store=services[Store], counts=services[Ledger], scans=services[Settings].scans)

    async def check(self) -> None:
        """Check that requests can be served.

        Raises:
            NotReady: one of them fails, or does not answer within seconds.
        """
        if self._asked is None or self._asked.done():
            self._asked = asyncio.create_task(asyncio.to_thread(self._check_all))
            # Whoever asked may be gone when it fails: mark the exception as retrieved.
            self._asked.add_done_callback(lambda asked: asked.cancelled() or asked.exception())
        asked = self._asked
        await asyncio.wait({asked}, timeout=_ANSWER_WITHIN_S)
        if not asked.done() or asked.cancelled() or asked.exception() is not None:
            raise NotReady

    def _check_all(self) -> None:
        with self._store.read() as transaction:
            if not is_ready(transaction.connection()):
                raise NotReady
        self._counts.wait(_NOTHING)
        for folder in self._folders:
            # That of scans is made with the first of them.
            there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
            if shutil.disk_usage(there).free < _LEAST_FREE_BYTES:
                raise NotReady
