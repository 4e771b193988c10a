"""Where the host's time goes: the shares of its parts.

`python -m benchmarks.profile <file> -m main …` runs the program, and writes a profile of what it does from SIGUSR1 to
SIGUSR2.
"""

from __future__ import annotations

import cProfile
import pstats
import runpy
import signal
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from pathlib import Path

# The first whose mark is in the path of a file is its part.
_PARTS: Final = {
    "object_patch": "Flet's comparison",
    "flet/messaging": "Flet's packing",
    "msgpack": "Flet's packing",
    "flet/": "Flet's components and sessions",
    "/views/": "the screens",
    "/app/": "the screens",
    "/semantics/": "the screens",
    "/web/drawing/": "drawing HTML",
    "markupsafe": "drawing HTML",
    "/web/": "tabs and their messages",
    "httpx": "calls to the server",
    "httpcore": "calls to the server",
    "h11": "calls to the server",
    "pydantic": "calls to the server",
    "/api_client/": "calls to the server",
    "uvicorn": "sockets and HTTP",
    "starlette": "sockets and HTTP",
    "websockets": "sockets and HTTP",
    "/hosting/": "sockets and HTTP",
    "/launch/": "sockets and HTTP",
}
_REST: Final = "Python and its event loop"
_IDLE: Final = "select"


def shares(profile: Path) -> dict[str, float]:
    """Return the share of each part in the time that the host was at work, the largest first.

    What is built into Python counts for the part that calls it.
    """
    spent: Counter[str] = Counter()
    # The type of `Stats` does not tell.
    stats = cast("dict[Any, Any]", vars(pstats.Stats(str(profile)))["stats"])
    for (file, _, name), (_, _, own, _, callers) in stats.items():
        if file != "~":
            spent[_part(file)] += own
        elif _IDLE not in name and "poll" not in name:
            for (caller, _, _), (_, _, own_there, _) in callers.items():
                spent[_part(caller)] += own_there
    whole = sum(spent.values())
    return {part: seconds / whole for part, seconds in spent.most_common()}


def _part(file: str) -> str:
    return next((part for mark, part in _PARTS.items() if mark in file), _REST)


def _run(file: str) -> None:
    profile = cProfile.Profile()
    signal.signal(signal.SIGUSR1, lambda *_: profile.enable())
    signal.signal(signal.SIGUSR2, lambda *_: profile.dump_stats(file))  # which ends it
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _, at, _, *sys.argv = sys.argv
    _run(at)
