"""Exports: prepared in the background, one at a time, and kept for one hour to be downloaded."""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import event, update

from server.clock import Clock
from server.db import Store
from server.exports.document import as_pdf
from server.exports.gathering import gather
from server.exports.tables import Export, ExportState
from server.feature import Features
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.limits.rates import Rate, Rates

if TYPE_CHECKING:
    from typing import Self

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services


_log = logging.getLogger(__name__)

EXPORT_LIFE = timedelta(hours=1)
# After that time an export is given up: the process that prepared it was stopped.
_PREPARED_WITHIN = timedelta(minutes=10)
_GATHERED, _WRITTEN, _DONE = 30, 50, 100


class Exports:
    """The service of exports."""

    def __init__(self, store: Store, clock: Clock, rates: Rates, features: Features) -> None:
        self._features = features
        self._store = store
        self._clock = clock
        self._rates = rates
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="exports")

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service; its thread ends with the server."""
        exports = cls(
            store=services[Store], clock=services[Clock], rates=services[Rates], features=services[Features]
        )
        services.on_close(exports.close)
        return exports

    def ask(self, transaction: Transaction, account_id: UUID) -> Export:
        """Prepare an export once the transaction is committed.

        Raises:
            Problem: `rate_limited`.
        """
        self._rates.spend(Rate.EXPORTS, str(account_id))
        export = Export(
            id=uuid4(),
            account_id=account_id,
            asked_at=self._clock.now(),
            state=ExportState.PREPARING,
            progress=0,
        )
        transaction.add(export)
        transaction.flush()
        export_id = export.id

        @event.listens_for(transaction, "after_commit", once=True)
        def _committed(_: Transaction) -> None:
            self._threads.submit(self._prepare, export_id, account_id)

        return export

    def find(self, transaction: Transaction, account_id: UUID, export_id: UUID) -> Export:
        """Return an export, as long as it is kept.

        Raises:
            Problem: `not_found`, also for another person's export.
        """
        export = transaction.get(Export, export_id)
        now = self._clock.now()
        if export is None or export.account_id != account_id or export.asked_at + EXPORT_LIFE <= now:
            raise Problem(NOT_FOUND)
        if export.state is ExportState.PREPARING and export.asked_at + _PREPARED_WITHIN <= now:
            export.state = ExportState.FAILED
        return export

    def close(self) -> None:
        """End the thread."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _prepare(self, export_id: UUID, account_id: UUID) -> None:
        try:
            with self._store.read() as transaction:
                gathered = gather(self._features, transaction, account_id, self._clock.now())
            self._write(export_id, progress=_GATHERED)
            data = json.dumps(gathered, ensure_ascii=False, indent=2).encode()
            self._write(export_id, progress=_WRITTEN, data=data)
            document = as_pdf(gathered, self._features)
            self._write(export_id, progress=_DONE, document=document, state=ExportState.READY)
        except Exception as error:  # noqa: BLE001 - whatever fails, the person must be told
            # Only its type: its text may repeat what was to be drawn.
            _log.error("a copy of the data could not be prepared: %s", type(error).__name__)
            self._write(export_id, state=ExportState.FAILED)

    def _write(self, export_id: UUID, **values: object) -> None:
        with self._store.write() as transaction:
            transaction.execute(update(Export).where(Export.id == export_id).values(**values))
