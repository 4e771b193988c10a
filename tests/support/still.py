"""Runs a program of ours whose clocks stand, and whose lots fall the same each time: its pictures are then the same.

`python -m tests.support.still INSTANT main.py …`, or `… INSTANT -m server …`: as Python would, without the instant.
"""

import random
import runpy
import secrets
import sys
import time

import time_machine

_COUNT_DOWN = frozenset({"api_client", "app"})
"""The packages that count the seconds of a code or of a session, by `time.monotonic`."""


def main(instant: str, *command: str) -> None:
    """Run the command at this instant, which never passes."""
    real = time.monotonic
    began = float(int(real()))  # the seconds that are counted from it come out whole

    def monotonic() -> float:
        # The event loop, which asks as well, must go on.
        asking = sys._getframe(1).f_globals["__name__"].partition(".")[0]
        return began if asking in _COUNT_DOWN else real()

    time.monotonic = monotonic
    secrets.choice = random.Random(0).choice  # noqa: S311 - an identifiant provisoire, and codes
    module = command[0] == "-m"
    sys.argv = list(command[1:] if module else command)
    with time_machine.travel(instant, tick=False):
        if module:
            runpy.run_module(command[1], run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(command[0], run_name="__main__")


if __name__ == "__main__":
    main(*sys.argv[1:])
