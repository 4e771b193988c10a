"""A program of which pictures are taken says the same each time."""

import subprocess
import sys
from pathlib import Path

from tests.support.processes import ROOT

INSTANT = "2026-11-22T09:00:00+00:00"
PROGRAM = """
import asyncio, secrets, sys, time
from datetime import UTC, datetime
counted = eval("lambda: time.monotonic()", {"time": time, "__name__": "app.steps.code"})
before, really = counted(), time.monotonic()
asyncio.run(asyncio.sleep(0.01))  # the event loop goes on
print(datetime.now(UTC).isoformat(), counted() == before, time.monotonic() > really, sys.argv[1:])
print([secrets.choice("0123456789") for _ in range(20)])
"""


def run(program: Path) -> list[str]:
    command = [sys.executable, "-m", "tests.support.still", INSTANT, str(program), "--web"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()


def test_clocks_stand_and_lots_are_the_same(tmp_path: Path) -> None:
    """The time of day and what counts down stand, what draws lots draws the same, and the event loop goes on."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    first = run(program)
    assert first[0] == f"{INSTANT} True True ['--web']"
    assert run(program) == first
