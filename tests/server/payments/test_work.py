"""A file of ten years is no more work for the server than one of twelve months: counted, so that no noise is in it."""

from __future__ import annotations

import sys
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Self
from uuid import UUID

import httpx
from sqlalchemy import delete, func, select

from server import Settings, create_app
from server.db import Store
from server.demo.accounts import DEMO_ACCOUNTS
from server.payments.tables import Payment, PaymentEvent
from server.settings import sqlite_url

if TYPE_CHECKING:
    from pathlib import Path

READINGS = ("overview", "payment-months/{month}", "payment-months?months=12", "payments?limit=12")
MOST = 1.05
_ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")


class Calls:
    """Counts calls of functions, Python's and C's, in this thread and in those that begin meanwhile."""

    def __init__(self) -> None:
        self.number = 0

    def __enter__(self) -> Self:
        threading.setprofile(self._note)
        sys.setprofile(self._note)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)
        threading.setprofile(None)

    def _note(self, _frame: object, event: str, _argument: object) -> None:
        if event in {"call", "c_call"}:
            self.number += 1


async def work(database: Path, calls: Calls, *, months: int | None = None) -> dict[str, int]:
    """Return how many calls each reading takes, the least of some; of payments the last months are left."""
    settings = Settings(database=sqlite_url(database), demo=True, demo_light_passwords=True)
    transport = httpx.ASGITransport(create_app(settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        body = {"identifier": _ACCOUNT.identifier, "password": _ACCOUNT.password}
        session = (await http.post("/v1/sessions", json=body)).json()["session"]
        http.headers["Authorization"] = f"Bearer {session['access_token']}"
        file_id = (await http.get("/v1/me")).json()["files"][0]["file_id"]
        if months is not None:
            forget_older(settings.database, UUID(file_id), months)
        month = (await http.get(f"/v1/files/{file_id}/payment-months")).json()["items"][-1]["month"]
        found = {}
        for reading in READINGS:
            counted = []
            for _ in range(5):
                before = calls.number
                answer = await http.get(f"/v1/files/{file_id}/{reading.format(month=month)}")
                counted.append(calls.number - before)
                assert answer.is_success, answer.text
            found[reading] = min(counted)
        return found


def forget_older(database: str, file_id: UUID, months: int) -> None:
    """Leave the payments of the last months."""
    store = Store(database)
    with store.write() as transaction:
        newest = transaction.scalar(select(func.max(Payment.paid_on)).where(Payment.file_id == file_id))
        assert newest is not None
        until = newest - timedelta(days=months * 365 // 12)
        transaction.execute(delete(Payment).where(Payment.file_id == file_id, Payment.paid_on <= until))
        transaction.execute(
            delete(PaymentEvent).where(PaymentEvent.file_id == file_id, PaymentEvent.happened_on <= until)
        )
    store.close()


async def test_ten_years_are_no_more_work_than_twelve_months(tmp_path: Path) -> None:
    """Mon Compte, a month with its reasons, a year of months, a page of the list: at most a twentieth more."""
    with Calls() as calls:
        ours = await work(tmp_path / "long.sqlite3", calls)
        reference = await work(tmp_path / "short.sqlite3", calls, months=12)
    ratios = {reading: ours[reading] / reference[reading] for reading in READINGS}
    assert all(ratio <= MOST for ratio in ratios.values()), (ratios, ours, reference)
