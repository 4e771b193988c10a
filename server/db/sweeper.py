"""The sweeper: it deletes expired rows and runs the jobs that features register."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from hosting.metrics import Counter, Gauge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from server.clock import Clock
    from server.db import Store

_log = logging.getLogger(__name__)

_EVERY = timedelta(minutes=10)

SWEPT_AT = Gauge("swept_timestamp_seconds", "When expired rows were swept last", together="max")
FAILED_SWEEPS = Counter("failed_sweeps", "Sweeps of expired rows that failed")


@dataclass(frozen=True, slots=True)
class Expiry:
    """The expiry of the rows of a table.

    Attributes:
        key: the primary key of the table.
        condition: gives, for a time, the condition that an expired row meets.
    """

    key: InstrumentedAttribute[Any]
    condition: Callable[[datetime], ColumnElement[bool]]


def sweep(
    store: Store, clock: Clock, expiries: Sequence[Expiry], jobs: Sequence[Callable[[], None]] = ()
) -> None:
    """Delete expired rows, then run the jobs in their order.

    Rows that another worker is deleting are skipped.
    """
    now = clock.now()
    for expiry in expiries:
        with store.write() as transaction:
            rows = select(expiry.key).where(expiry.condition(now)).with_for_update(skip_locked=True)
            transaction.execute(delete(expiry.key.class_).where(expiry.key.in_(rows)))
    for job in jobs:
        job()


@asynccontextmanager
async def sweeping(
    store: Store, clock: Clock, expiries: Sequence[Expiry], jobs: Sequence[Callable[[], None]]
) -> AsyncIterator[None]:
    """Sweep at once and then every ten minutes, until the end of the block."""

    async def forever() -> None:
        while True:
            try:
                await asyncio.to_thread(sweep, store, clock, expiries, jobs)
                SWEPT_AT.put(time.time())
            except (SQLAlchemyError, OSError):
                FAILED_SWEEPS.count()
                _log.exception("the sweep failed; it is tried again later")
            await asyncio.sleep(_EVERY.total_seconds())

    task = asyncio.create_task(forever())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
