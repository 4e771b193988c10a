"""Readiness: whether requests can be served, and not only that the process runs."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

from sqlalchemy import text

from server.db import Store
from server.limits.ledger import Ledger, Tally, Window

if TYPE_CHECKING:
    from typing import Self

    from server.services import Services

_ANSWER_WITHIN_S = 3
_LEAST_FREE_BYTES = 16 * 1024 * 1024
_NOTHING = Tally("readiness", (Window(1, 1),), refuses=False)


class NotReady(Exception):
    """Requests cannot be served."""


class Readiness:
    """A check of the database, the ledger, and the disk of a SQLite file.

    There is one check at a time: probes do not pile up threads on a database that does not answer.
    """

    def __init__(self, store: Store, counts: Ledger) -> None:
        self._store = store
        self._counts = counts
        self._asked: asyncio.Task[None] | None = None

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(store=services[Store], counts=services[Ledger])

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
            transaction.execute(text("SELECT 1"))
        self._counts.wait(_NOTHING)
        if (
            self._store.file is not None
            and shutil.disk_usage(self._store.file.parent).free < _LEAST_FREE_BYTES
        ):
            raise NotReady
