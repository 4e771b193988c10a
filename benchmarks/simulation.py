"""Simulations: how long the engine takes to start, a simulation with its slider, and what others wait meanwhile."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import psutil

from launch import embedded

_ANSWERS: dict[str, Any] = {
    "benefits": ["prime_activite", "apl", "rsa", "af", "cf", "paje_base", "ars", "asf"],
    "birth_date": "1988-03-01",
    "couple": True,
    "partner_birth_date": "1990-05-01",
    "children": [{"child_birth_date": "2016-05-01"}, {"child_birth_date": "2019-05-01"}],
    "housing": "rent",
    "rent": 65_000,
    "postcode": "35000",
    "city": "Rennes",
    "salary": 150_000,
    "partner_salary": 80_000,
}
_FEW = {"benefits": ["af", "prime_activite", "apl"]}
_RUNS = 10
_LIMIT_MS = 3000
_LIMIT_START_S = 30
_LIMIT_OTHERS_MS = 100
_LIMIT_MB = 400


def run() -> list[dict[str, Any]]:
    """Return the rows of the table: name, ours, limit. There is no reference to compare with."""
    with tempfile.TemporaryDirectory() as folder, embedded.serving(Path(folder)) as url:
        with httpx.Client(base_url=url, trust_env=False, timeout=120) as http:
            started = time.perf_counter()
            http.post("/v1/simulations/engine").raise_for_status()
            while http.get("/v1/simulations").json()["state"] != "ready":
                time.sleep(0.05)
            start_s = time.perf_counter() - started
            everything, few = (_median(http, _ANSWERS | more) for more in ({}, _FEW))
        others = _others(url)
        [engine] = psutil.Process().children()
        weight = engine.memory_info().rss / 1e6
    return [
        _row("Engine of simulations, from nothing to its first answer (s)", start_s, _LIMIT_START_S),
        _row("Simulation of eight benefits with its slider, 41 salaries (median ms)", everything, _LIMIT_MS),
        _row("Simulation of three benefits with its slider (median ms)", few, _LIMIT_MS),
        _row("Another request while one simulates (median ms)", others, _LIMIT_OTHERS_MS),
        _row("Memory of the engine, given back when idle (MB)", weight, _LIMIT_MB),
    ]


def _median(http: httpx.Client, answers: dict[str, Any]) -> float:
    times = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        http.post("/v1/simulations", json={"answers": answers}).raise_for_status()
        times.append((time.perf_counter() - started) * 1000)
    return median(times)


def _others(url: str) -> float:
    """Return what reading the catalogue takes as long as simulations are made, in milliseconds."""
    over = threading.Event()

    def simulate() -> None:
        with httpx.Client(base_url=url, trust_env=False, timeout=120) as http:
            for _ in range(3):
                http.post("/v1/simulations", json={"answers": _ANSWERS})
        over.set()

    thread = threading.Thread(target=simulate)
    thread.start()
    times = []
    with httpx.Client(base_url=url, trust_env=False, timeout=120) as http:
        while not over.is_set():
            started = time.perf_counter()
            http.get("/v1/catalogue").raise_for_status()
            times.append((time.perf_counter() - started) * 1000)
    thread.join()
    return median(times)


def _row(name: str, ours: float, limit: float) -> dict[str, Any]:
    return {"name": name, "ours": round(ours, 1), "reference": None, "limit": limit}


if __name__ == "__main__":
    for row in run():
        print(row)
