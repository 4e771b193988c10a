"""Numbers that the database has, for Prometheus: looked up as somebody asks, by one process for all."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from server.db import Store
from server.imports.tables import Batch
from server.outbox.tables import WaitingMessage
from server.rules.codes import Channel
from server.sessions.tables import SignedSession

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.metrics_core import Metric
    from sqlalchemy.orm import Session as Transaction

    from server.settings import Settings

# Whoever asks more often is answered what was looked up then.
_KEPT_S: Final = 5
_ANSWER_WITHIN_S: Final = 3
_NAMES: Final = {
    "outbox_messages": ("Mails and SMS that wait to leave, or were given up", ("channel", "state")),
    "outbox_oldest_seconds": ("How long the mail or SMS that waits longest has waited", ("channel",)),
    "sessions": ("People who are signed in", ()),
    "import_records": ("Records of what is being imported: read, and written", ("state",)),
}


class DatabaseNumbers:
    """What Prometheus reads of the database; only that it is away where it does not answer.

    Args:
        settings: those of the server.
    """

    def __init__(self, settings: Settings) -> None:
        self._store = Store(settings.database, 1, answer_within_seconds=_ANSWER_WITHIN_S)
        self._idle = timedelta(seconds=settings.session_idle_seconds)
        self._lock = Lock()
        self._found: dict[str, dict[tuple[str, ...], float]] | None = None
        self._looked_at = float("-inf")

    def collect(self) -> Iterator[Metric]:
        """Return the numbers, as prometheus-client asks for them."""
        from prometheus_client.core import GaugeMetricFamily

        with self._lock:
            if time.monotonic() - self._looked_at > _KEPT_S:
                self._found = self._look()
                self._looked_at = time.monotonic()
            found = self._found
        yield GaugeMetricFamily(
            "mon_compte_database_up", "Whether the database answers", value=float(found is not None)
        )
        for name, (said, labels) in _NAMES.items() if found is not None else ():
            family = GaugeMetricFamily(f"mon_compte_{name}", said, labels=labels)
            for values, number in (found or {})[name].items():
                family.add_metric(values, number)
            yield family

    def describe(self) -> Iterator[Metric]:
        """Return nothing: what is described is not looked up as it is registered."""
        return iter(())

    def _look(self) -> dict[str, dict[tuple[str, ...], float]] | None:
        try:
            with self._store.read() as transaction:
                now = datetime.now(UTC)
                return {
                    **_outbox(transaction, now),
                    **_sessions(transaction, now - self._idle),
                    **_import(transaction),
                }
        except (SQLAlchemyError, OSError):
            return None


def _outbox(transaction: Transaction, now: datetime) -> dict[str, dict[tuple[str, ...], float]]:
    is_dead = WaitingMessage.due_at.is_(None)
    query = select(
        WaitingMessage.channel, is_dead, func.count(), func.min(WaitingMessage.posted_at)
    ).group_by(WaitingMessage.channel, is_dead)
    numbers: dict[tuple[str, ...], float] = {
        (channel.value, state): 0.0 for channel in Channel for state in ("waiting", "dead")
    }
    oldest: dict[tuple[str, ...], float] = {(channel.value,): 0.0 for channel in Channel}
    for channel, dead, number, posted_at in transaction.execute(query):
        numbers[channel.value, "dead" if dead else "waiting"] = number
        if not dead:
            oldest[channel.value,] = max(0.0, (now - posted_at).total_seconds())
    return {"outbox_messages": numbers, "outbox_oldest_seconds": oldest}


def _sessions(transaction: Transaction, since: datetime) -> dict[str, dict[tuple[str, ...], float]]:
    live = select(func.count()).where(SignedSession.last_seen_at >= since, SignedSession.ended_at.is_(None))
    return {"sessions": {(): transaction.scalars(live).one()}}


def _import(transaction: Transaction) -> dict[str, dict[tuple[str, ...], float]]:
    under_way = select(func.sum(Batch.records), func.sum(Batch.written)).where(Batch.state == "writing")
    read, written = transaction.execute(under_way).one()
    return {"import_records": {("read",): float(read or 0), ("written",): float(written or 0)}}
