"""What the program costs its machine: memory of web sessions, time of an import."""

import asyncio
import subprocess
import sys
import time
from contextlib import AsyncExitStack
from statistics import median
from typing import Any

from benchmarks.hosts import ROOT, Host, running
from benchmarks.visitor import Visitor

VISITORS = 50
IMPORTS = 7
# Longer than the 2 s that sessions wait for their browser, and the 10 s between two looks of Flet at them.
SETTLING_SECONDS = 25


def memory() -> list[dict[str, Any]]:
    """Measure the MB of an idle session, and the MB that fifty dropped sessions leave behind."""
    figures = {}
    for name in ("mon-compte", "flet"):
        with running("-m", "benchmarks.forms", name) as host:
            figures[name] = asyncio.run(_memory(host))
    (held, left), (bare_held, bare_left) = figures["mon-compte"], figures["flet"]
    return [
        {
            "name": "Memory of an idle web session (MB)",
            "ours": held,
            "reference": bare_held,
            "limit": "≤ 1 MB",
        },
        {
            "name": "Memory left by 50 dropped sessions (MB)",
            "ours": left,
            "reference": bare_left,
            "limit": "≤ 5 MB",
        },
    ]


async def _memory(host: Host) -> tuple[float, float]:
    async with AsyncExitStack() as first:
        for _ in range(3):
            await first.enter_async_context(Visitor(host.port))
    await asyncio.sleep(1)
    before = host.megabytes()
    async with AsyncExitStack() as visits:
        for _ in range(VISITORS):
            await visits.enter_async_context(Visitor(host.port))
        held = (host.megabytes() - before) / VISITORS
    left = host.megabytes() - before
    for _ in range(SETTLING_SECONDS):
        await asyncio.sleep(1)
        left = min(left, host.megabytes() - before)
    return held, max(left, 0.0)


def imports() -> list[dict[str, Any]]:
    """Measure the seconds of `import main` against `import flet`, in turn."""
    times: dict[str, list[float]] = {"main": [], "flet": []}
    for _ in range(IMPORTS):
        for module, taken in times.items():
            started = time.perf_counter()
            subprocess.run([sys.executable, "-c", f"import {module}"], cwd=ROOT, check=True)
            taken.append(time.perf_counter() - started)
    ours, reference = median(times["main"]), median(times["flet"])
    return [
        {
            "name": "`import main` against `import flet` (s)",
            "ours": ours,
            "reference": reference,
            "limit": "≤ 1.5",
        }
    ]
