"""When a session was last seen, which most calls need not write."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import event

from server import Settings, sqlite_url
from server.clock import Clock
from server.db import Store
from server.demo.households import people
from server.sessions.rules import Scope
from server.sessions.service import Sessions
from tests.server.composed import composed

if TYPE_CHECKING:
    from pathlib import Path


def test_calls_that_come_together_write_it_once(sqlite_file: Path, tmp_path: Path) -> None:
    """A screen asks several things at once: whoever comes after the first sees that it is written."""
    written = list[str]()
    with composed(Settings(database=sqlite_url(sqlite_file), demo=True, scans=tmp_path)) as services:
        store, sessions = services[Store], services[Sessions]
        with store.write() as transaction:
            signed = sessions.open(transaction, people()[0].account_id, Scope.FULL, None)
        services[Clock].offset = timedelta(minutes=1)
        store.engine.dispose()
        event.listen(store.engine, "connect", lambda opened, _: opened.set_trace_callback(written.append))
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(sessions.recognise, [signed.access_token] * 4))
    assert len([each for each in written if each.startswith("UPDATE")]) == 1
