"""Messages: how long the list of ten thousand threads takes to open, beside that of ten."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Any

import httpx

from benchmarks.server import serving
from server.demo.accounts import DEMO_ACCOUNTS

if TYPE_CHECKING:
    from collections.abc import Callable

_RUNS = 40
_FEW, _MANY = 10, 10_000
_BY_ROLE = {account.role: account for account in DEMO_ACCOUNTS}
_READERS = {"responsable-seul": _FEW, "responsable-couple": _MANY}


def run() -> list[dict[str, Any]]:
    """Return rows of the table: name, ours, reference, ratio, limit."""
    with serving({}) as url, httpx.Client(base_url=url, timeout=120) as http:
        sessions = {role: _enter(http, role, number) for role, number in _READERS.items()}

        def opening(role: str, **query: str) -> Callable[[], None]:
            def ask() -> None:
                http.get("/v1/me/messages", params=query, headers=sessions[role]).raise_for_status()

            return ask

        few, many = _times(opening("responsable-seul"), opening("responsable-couple"))
        _, searched = _times(
            opening("responsable-seul", q="information"), opening("responsable-couple", q="introuvable")
        )
    return [
        {
            "name": "The list of ten thousand messages opens (ms); of ten",
            "ours": many,
            "reference": few,
            "ratio": many / few,
            "limit": "≤ 1.2 ×",
        },
        {
            "name": "Words that none of ten thousand messages says are looked for (ms)",
            "ours": searched,
            "reference": None,
            "ratio": None,
            "limit": "≤ 500",
        },
    ]


def _enter(http: httpx.Client, role: str, number: int) -> dict[str, str]:
    account = _BY_ROLE[role]
    body = {"identifier": account.identifier, "number": number}
    http.post("/demo/messages", json=body).raise_for_status()
    said = {"identifier": account.identifier, "password": account.password}
    token = http.post("/v1/sessions", json=said).json()["session"]["access_token"]
    return {"Authorization": f"Bearer {token}"}


def _times(first: Callable[[], None], second: Callable[[], None]) -> tuple[float, float]:
    """Return the medians of both in milliseconds, taken in turn."""
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(_RUNS):
        for act, times in zip((first, second), found, strict=True):
            began = time.perf_counter()
            act()
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(found[0]), statistics.median(found[1])


if __name__ == "__main__":
    for row in run():
        print(row)
