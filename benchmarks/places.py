"""The list of places: the time of a suggestion while somebody types, and the memory that the list takes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx

from launch import embedded

# Typed letter by letter: names found first, names found last, and one that does not exist.
_TYPED = (
    "Paris 15e", "Saint-Étienne", "st denis", "L'Haÿ-les-Roses", "Le Mans", "villeneuvedascq", "Y", "Algérie",
    "Royaume-Uni", "Bellegarde-sur-Valserine", "Mamoudzou", "Sainte-Marie-aux-Mines", "nowhere at all",
)  # fmt: skip
_LIMIT_MS = 100
_LIMIT_MB = 20
_WEIGH = """
import psutil, server
before = psutil.Process().memory_info().rss
from server.rules import places
places.search("paris"); places.find("country", "99352")
print((psutil.Process().memory_info().rss - before) / 1e6)
"""


def run() -> list[dict[str, Any]]:
    """Return the rows of the table: name, ours, limit. There is no reference to compare with."""
    with tempfile.TemporaryDirectory() as folder, embedded.serving(Path(folder)) as url:
        first, following = _times(url)
    return [
        _row("First suggestion of a place, the list loaded for it (ms)", first, _LIMIT_MS),
        _row("Suggestions of places while typing, p95 (ms)", quantiles(following, n=20)[-1], _LIMIT_MS),
        _row("Memory that the list of places adds (MB)", _weight(), _LIMIT_MB),
    ]


def _times(url: str) -> tuple[float, list[float]]:
    with httpx.Client(base_url=url, trust_env=False) as http:
        http.get("/health").raise_for_status()
        times = []
        for typed in (text for words in _TYPED for text in accumulate(words)):
            started = time.perf_counter()
            http.get("/v1/places", params={"q": typed}).raise_for_status()
            times.append((time.perf_counter() - started) * 1000)
    return times[0], times[1:]


def _weight() -> float:
    answer = subprocess.run([sys.executable, "-c", _WEIGH], check=True, capture_output=True, text=True)
    return float(answer.stdout)


def _row(name: str, ours: float, limit: float) -> dict[str, Any]:
    return {"name": name, "ours": round(ours, 1), "reference": None, "limit": limit}


if __name__ == "__main__":
    for row in run():
        print(row)
