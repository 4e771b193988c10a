"""Measure everything, print the tables and write them to docs/performance.md: `make bench`, about fifteen minutes."""

from __future__ import annotations

import os
import platform
from typing import TYPE_CHECKING, Any

from benchmarks import (
    acting,
    api_client,
    documents,
    franceconnect,
    histories,
    imports,
    load,
    messages,
    opening,
    places,
    process,
    questionnaires,
    search,
    server,
    simulation,
    uploads,
)
from benchmarks.hosts import ROOT
from benchmarks.table import heading, number

if TYPE_CHECKING:
    from collections.abc import Iterator

_INTRODUCTION = """# Performance

Written by `make bench`: medians of runs taken in turn, so that other work of the machine slows all of them alike.

## In a browser

Beside the program: a sign-in form of fewer parts on stock Flet and on NiceGUI, and what its own page took for as long
as Flutter drew it in browsers. Bytes are those of files and of what the socket brings. A line is slowed down by
Chromium. A visitor at once presses something every ten seconds; the server of the API and the visitors have the other
cores.
"""
_ALL_ELSE = """
## All else

| figure | Mon Compte | reference | ratio | limit |
|---|--:|--:|--:|--:|"""


def main() -> None:
    lines = []
    for line in _lines():
        print(line, flush=True)
        lines.append(line)
    page = ROOT / "docs" / "performance.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines() -> Iterator[str]:
    yield _INTRODUCTION
    yield heading()
    for part in (opening.rows, acting.echo, acting.sign_in, load.rows):
        yield from map(str, part())
    spent = ", ".join(f"{share:.0%} {what}" for what, share in load.where().items())
    yield f"\nWhere the time of a press goes: {spent}."
    yield _ALL_ELSE
    for run in (
        process.imports,
        api_client.run,
        server.run,
        franceconnect.run,
        histories.run,
        documents.run,
        uploads.run,
        messages.run,
        questionnaires.run,
        places.run,
        search.run,
        imports.run,
        simulation.run,
    ):
        yield from map(_line, run())
    yield f"\n{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}."


def _line(row: dict[str, Any]) -> str:
    ratio = row.get("ratio", row["ours"] / row["reference"] if row["reference"] else None)
    cells = (row["name"], *map(number, (row["ours"], row["reference"], ratio)), str(row["limit"]))
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
