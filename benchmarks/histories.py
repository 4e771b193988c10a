"""Ten years of payments against twelve months of them: Mon Compte, a month with its reasons, a page of the list."""

from __future__ import annotations

import tempfile
import time
from datetime import timedelta
from operator import truediv
from pathlib import Path
from statistics import median
from typing import Any, Self
from uuid import UUID

import httpx
from sqlalchemy import delete, func, select

from benchmarks.server import serving
from server.db import Store
from server.demo.accounts import DEMO_ACCOUNTS
from server.features import load_tables
from server.payments.tables import Payment, PaymentEvent
from server.settings import sqlite_url

_ROUNDS = 400
_LIMIT = 1.05
_ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")
_YEAR = timedelta(days=365)
_READINGS = {
    "Mon Compte": "overview",
    "A month of payments with its reasons": "payment-months/{month}",
    "Twelve months of payments": "payment-months?months=12",
    "The first page of payments": "payments?limit=12",
}


def run() -> list[dict[str, Any]]:
    """Return the rows of the table: milliseconds with ten years, with twelve months, their ratio and its limit."""
    with tempfile.TemporaryDirectory() as folder:
        long, short = (sqlite_url(Path(folder) / f"{name}.sqlite3") for name in ("long", "short"))
        with (
            serving({}, database=long) as ten_years,
            serving({}, database=short) as twelve_months,
            _Person(ten_years) as ours,
            _Person(twelve_months) as reference,
        ):
            _forget_older(short, reference.file_id)
            return [_compared(name, path, ours, reference) for name, path in _READINGS.items()]


class _Person:
    """Somebody who is signed in, and reads their file."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url)
        body = {"identifier": _ACCOUNT.identifier, "password": _ACCOUNT.password}
        session = self._http.post("/v1/sessions", json=body).json()["session"]
        self._http.headers["Authorization"] = f"Bearer {session['access_token']}"
        self.file_id = self._http.get("/v1/me").json()["files"][0]["file_id"]
        self.month = self.read("payment-months")["items"][-1]["month"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def read(self, path: str) -> dict[str, Any]:
        """Return what a path of the file answers."""
        answer = self._http.get(f"/v1/files/{self.file_id}/{path}")
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


def _forget_older(database: str, file_id: str) -> None:
    """Leave the payments of the last twelve months."""
    load_tables()
    store, file = Store(database), UUID(file_id)
    with store.write() as transaction:
        newest = transaction.scalar(select(func.max(Payment.paid_on)).where(Payment.file_id == file))
        assert newest is not None
        transaction.execute(delete(Payment).where(Payment.file_id == file, Payment.paid_on <= newest - _YEAR))
        transaction.execute(
            delete(PaymentEvent).where(
                PaymentEvent.file_id == file, PaymentEvent.happened_on <= newest - _YEAR
            )
        )
    store.close()


def _compared(name: str, path: str, ours: _Person, reference: _Person) -> dict[str, Any]:
    times: dict[_Person, list[float]] = {ours: [], reference: []}
    path = path.format(month=ours.month)
    for n in range(_ROUNDS):
        # They take turns to be first: other work of the machine slows both alike.
        for person in (ours, reference) if n % 2 else (reference, ours):
            started = time.perf_counter()
            person.read(path)
            times[person].append((time.perf_counter() - started) * 1000)
    return {
        "name": f"{name}: ten years / twelve months (median ms)",
        "ours": round(median(times[ours]), 2),
        "reference": round(median(times[reference]), 2),
        # Of the two of each round, which had the same machine.
        "ratio": round(median(map(truediv, times[ours], times[reference])), 3),
        "limit": f"≤ {_LIMIT}",
    }


if __name__ == "__main__":
    for row in run():
        print(row)
