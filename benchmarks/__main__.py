"""Measure everything, print the table and write it to docs/performance.md: `make bench`, about five minutes."""

import os
import platform
from typing import Any

from benchmarks import api_client, browser, franceconnect, places, process, server, steps
from benchmarks.hosts import ROOT

_INTRODUCTION = """# Performance

Written by `make bench`: medians of runs taken in turn, so that other work of the machine slows all of them alike.
The reference is stock Flet with the same form, unless the line names another; NiceGUI shows that form too.

"""


def main() -> None:
    parts = (
        browser.forms,
        steps.sign_in,
        steps.enrolment,
        process.memory,
        process.imports,
        api_client.run,
        server.run,
        franceconnect.run,
        places.run,
    )
    lines = ["| figure | Mon Compte | reference | ratio | limit | NiceGUI |", "|---|--:|--:|--:|--:|--:|"]
    print("\n".join(lines), flush=True)
    for part in parts:
        for row in part():
            line = _line(row)
            print(line, flush=True)
            lines.append(line)
    machine = f"\n{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}.\n"
    page = ROOT / "docs" / "performance.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(_INTRODUCTION + "\n".join(lines) + "\n" + machine, encoding="utf-8")


def _line(row: dict[str, Any]) -> str:
    ratio = row.get("ratio", row["ours"] / row["reference"] if row["reference"] else None)
    cells = (row["name"], *map(_number, (row["ours"], row["reference"], ratio)), str(row["limit"]))
    return f"| {' | '.join(cells)} | {_number(row.get('nicegui'))} |"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"


if __name__ == "__main__":
    main()
