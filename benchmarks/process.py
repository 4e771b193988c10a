"""What an import costs."""

import subprocess
import sys
import time
from statistics import median
from typing import Any

from benchmarks.hosts import ROOT

IMPORTS = 7


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
