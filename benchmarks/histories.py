"""Ten years of payments against twelve months of them: Mon Compte, a month with its reasons, a page of the list.

What is compared is the work of the server, its processor time: a wait for other work of the machine is not in it.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any, Self
from uuid import UUID

import httpx
import psutil
from sqlalchemy import delete, func, select

from benchmarks.server import serving
from server.db import Store
from server.demo.accounts import DEMO_ACCOUNTS
from server.features import load_tables
from server.payments.tables import Payment, PaymentEvent
from server.settings import sqlite_url

_ROUNDS = 15
_READINGS_A_ROUND = 50
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
        port = url.rpartition(":")[2]
        self._server = next(each for each in psutil.Process().children() if port in each.cmdline())
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

    def time_of(self, path: str) -> float:
        """Read a path as often as in a round, and return the seconds of processor that the server took for it."""
        before = self._server.cpu_times()
        for _ in range(_READINGS_A_ROUND):
            self.read(path)
        after = self._server.cpu_times()
        return (after.user + after.system) - (before.user + before.system)


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
    path = path.format(month=ours.month)
    spent: dict[_Person, list[float]] = {ours: [], reference: []}
    for person in spent:
        person.time_of(path)  # what is made at the first reading is made once
    for n in range(_ROUNDS):
        for person in (ours, reference) if n % 2 else (reference, ours):
            spent[person].append(person.time_of(path))
    milliseconds = {person: median(times) / _READINGS_A_ROUND * 1000 for person, times in spent.items()}
    return {
        "name": f"{name}: ten years / twelve months (median ms of processor)",
        "ours": round(milliseconds[ours], 2),
        "reference": round(milliseconds[reference], 2),
        "ratio": round(milliseconds[ours] / milliseconds[reference], 3),
        "limit": f"≤ {_LIMIT}",
    }


if __name__ == "__main__":
    for row in run():
        print(row)
