"""Papers: how long one takes, what others feel meanwhile, and whether the memory comes back."""

from __future__ import annotations

import math
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import psutil

from benchmarks.server import serving
from server.demo.accounts import DEMO_ACCOUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_MONTH = 15
TEN_YEARS = 5
AT_ONCE = 20
_LOOKS = 150
_ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-seul")
_MB = 1024 * 1024


@dataclass
class _Person:
    """Somebody who is signed in, with ten years of payments."""

    http: httpx.Client
    path: str

    @classmethod
    def enter(cls, http: httpx.Client) -> _Person:
        body = {"identifier": _ACCOUNT.identifier, "password": _ACCOUNT.password}
        session = http.post("/v1/sessions", json=body).json()["session"]
        http.headers["Authorization"] = f"Bearer {session['access_token']}"
        file_id = http.get("/v1/me").json()["files"][0]["file_id"]
        return cls(http, f"/v1/files/{file_id}")

    def ask(self, since: str, until: str) -> str:
        body = {"kind": "statement", "from": since, "until": until}
        answer = self.http.post(f"{self.path}/documents", json=body)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["document_id"])

    def wait(self, *document_ids: str) -> None:
        """Wait until these papers are ready."""
        for document_id in document_ids:
            path = f"{self.path}/documents/{document_id}"
            while (state := self.http.get(path).json()["state"]) != "ready":
                assert state in {"waiting", "making"}, state
                time.sleep(0.005)

    def seconds(self, since: str, until: str) -> float:
        """Return the time from the request of a statement to its last byte."""
        started = time.perf_counter()
        document_id = self.ask(since, until)
        self.wait(document_id)
        content = self.http.get(f"{self.path}/documents/{document_id}/file").content
        assert content.startswith(b"%PDF-")
        return time.perf_counter() - started

    def look(self) -> float:
        """Return the time of Mon Compte's own request."""
        started = time.perf_counter()
        self.http.get(f"{self.path}/overview").raise_for_status()
        return time.perf_counter() - started


def run() -> list[dict[str, Any]]:
    """Return rows of the table: name, ours, reference, ratio, limit."""
    with serving({}) as url, httpx.Client(base_url=url, timeout=60) as http:
        person = _Person.enter(http)
        months = _months(http)
        person.seconds(*[next(months)] * 2)
        one = [person.seconds(month, month) for month in (next(months) for _ in range(ONE_MONTH))]
        newest, oldest = _span(http)
        ten = [
            person.seconds(oldest, month) for month in (newest, *(next(months) for _ in range(TEN_YEARS - 1)))
        ]
        return [
            _row(
                "Statement of one month, asked for to its last byte (median ms)",
                statistics.median(one) * 1000,
                "≤ 300",
            ),
            _row(
                "Statement of ten years, asked for to its last byte (median ms)",
                statistics.median(ten) * 1000,
                "≤ 2000",
            ),
            *_meanwhile(person, months, url),
        ]


def _meanwhile(person: _Person, months: Iterator[str], url: str) -> Iterator[dict[str, Any]]:
    """Measure Mon Compte's request alone, and while papers are made; and the server's memory before and after."""
    server = server_of(url)
    before = server.memory_info().rss
    alone = sorted(person.look() for _ in range(_LOOKS))
    asked = [person.ask(*[next(months)] * 2) for _ in range(AT_ONCE)]
    with ThreadPoolExecutor(1) as thread, httpx.Client(base_url=url, timeout=60) as http:
        watching = _Person(http, person.path)
        http.headers["Authorization"] = person.http.headers["Authorization"]
        made = thread.submit(watching.wait, *asked)
        times = []
        while not made.done():
            times.append(person.look())
        made.result()
    times.sort()
    for name, share in (("median", 0.5), ("p95", 0.95), ("slowest", 1.0)):
        ours, reference = (_at(found, share) * 1000 for found in (times, alone))
        yield {
            "name": f"Mon Compte's request while {AT_ONCE} papers are made / alone ({name}, ms)",
            "ours": round(ours, 1),
            "reference": round(reference, 1),
            "ratio": round(ours / reference, 2),
            "limit": "≤ 50 ms more",
        }
    yield _row("Memory that the server keeps of them (MB)", (server.memory_info().rss - before) / _MB, "≤ 10")


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, math.ceil(len(times) * share) - 1)]


def server_of(url: str) -> psutil.Process:
    """Return the process that listens there."""
    port = httpx.URL(url).port
    return next(
        psutil.Process(found.pid)
        for found in psutil.net_connections("tcp")
        if found.status == psutil.CONN_LISTEN and tuple(found.laddr)[1:] == (port,) and found.pid
    )


def _span(http: httpx.Client) -> tuple[str, str]:
    """Return this month of the demonstration, and that of ten years ago."""
    now = http.post("/demo/clock", json={"advance_seconds": 1}).json()["now"]
    return now[:7], f"{int(now[:4]) - 10}{now[4:7]}"


def _months(http: httpx.Client) -> Iterator[str]:
    """Yield the months before this one, the newest first: each statement is another."""
    newest, _ = _span(http)
    year, month = map(int, newest.split("-"))
    for back in range(1, 119):
        at = year * 12 + month - 1 - back
        yield f"{at // 12}-{at % 12 + 1:02}"


def _row(name: str, ours: float, limit: str) -> dict[str, Any]:
    return {"name": name, "ours": round(ours, 1), "reference": None, "ratio": None, "limit": limit}


if __name__ == "__main__":
    for row in run():
        print(row)
