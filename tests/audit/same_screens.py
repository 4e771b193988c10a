"""`make same-screens`: whether every screen looks, pixel by pixel, as in docs/screens."""

import argparse
import asyncio
import shutil
import sys
from pathlib import Path

from tests.audit.screens import ALL_JOURNEYS, FOLDER, take
from tests.support.pictures import compare
from tests.support.processes import ROOT

TAKEN = ROOT / "build" / "screens"
DIFFERENCES = ROOT / "build" / "screens-differences"


def main(arguments: list[str]) -> int:
    """Print a line for each picture that differs.

    Returns:
        The exit status: 0 where none differs, else 1.
    """
    parser = argparse.ArgumentParser(prog="make same-screens", description=__doc__)
    parser.add_argument("journeys", nargs="*", help="take the pictures of these journeys alone")
    parser.add_argument(
        "--taken", type=Path, metavar="FOLDER", help="compare the pictures of this folder, and take none"
    )
    options = parser.parse_args(arguments)
    known = {journey.__name__ for journey in ALL_JOURNEYS}
    if unknown := set(options.journeys) - known:
        parser.error(f"no journey is named {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    if options.taken and not any(options.taken.glob("*.png")):
        parser.error(f"no picture is in {options.taken}")
    shutil.rmtree(DIFFERENCES, ignore_errors=True)
    taken = options.taken or _take(options.journeys)
    lines = compare(FOLDER, taken, DIFFERENCES, partly=bool(options.journeys))
    last = f"{len(list(taken.glob('*.png')))} pictures, all the same"
    if lines:
        last = f"{len(lines)} differ; before, now, and what changed: {DIFFERENCES}"
    sys.stdout.write("\n".join((*lines, last, "")))
    return 1 if lines else 0


def _take(journeys: list[str]) -> Path:
    shutil.rmtree(TAKEN, ignore_errors=True)
    TAKEN.mkdir(parents=True)
    asyncio.run(take(TAKEN, journeys))
    return TAKEN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
