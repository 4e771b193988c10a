"""`make same-screens`: whether every screen looks, pixel by pixel, as in docs/screens."""

import argparse
import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from tests.audit.renderings import PICTURED
from tests.audit.screens import ALL_JOURNEYS, FOLDER, file_name, take
from tests.support.pictures import compare
from tests.support.processes import ROOT

TAKEN = ROOT / "build" / "screens"
DIFFERENCES = ROOT / "build" / "screens-differences"
_MORE_TRIES = 2


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
    if options.taken and not any(options.taken.rglob("*.png")):
        parser.error(f"no picture is in {options.taken}")
    if options.taken:
        taken, lines = options.taken, _compare(options.taken)
    else:
        taken, lines = TAKEN, asyncio.run(_take(options.journeys))
    last = f"{len(list(taken.rglob('*.png')))} pictures, all the same"
    if lines:
        last = f"{len(lines)} differ; before, now, and what changed: {DIFFERENCES}"
    sys.stdout.write("\n".join((*lines, last, "")))
    return 1 if lines else 0


async def _take(journeys: list[str]) -> list[str]:
    """Take the pictures, and again those that differ.

    On a busy machine a picture may be taken a moment too early, and now and then Flutter draws a letter wrong: a screen
    that can look as it did is the same.
    """
    shutil.rmtree(TAKEN, ignore_errors=True)
    TAKEN.mkdir(parents=True)
    seen = await take(TAKEN, journeys)
    lines = _compare(TAKEN, partly=bool(journeys))
    for _ in range(_MORE_TRIES):
        differing = {line.partition(":")[0] for line in lines}
        again = [
            name
            for name, screens in seen.items()
            if differing & {file_name(screen, rendering) for screen in screens for rendering in PICTURED}
        ]
        if not again:
            break
        with tempfile.TemporaryDirectory() as folder:
            await take(Path(folder), again)
            still = {line.partition(":")[0] for line in _compare(Path(folder), partly=True)}
            for name in differing - still:
                if (Path(folder) / name).exists():
                    shutil.copy(Path(folder) / name, TAKEN / name)
        lines = _compare(TAKEN, partly=bool(journeys))
    return lines


def _compare(taken: Path, *, partly: bool = False) -> list[str]:
    shutil.rmtree(DIFFERENCES, ignore_errors=True)
    return compare(FOLDER, taken, DIFFERENCES, partly=partly)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
