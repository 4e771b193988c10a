"""How a process ends: within its time, and with its parent."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import FrameType

_log = logging.getLogger(__name__)

# Beyond the grace that uvicorn grants: for what it closes afterwards.
_MARGIN_SECONDS: Final = 3


def end_within(seconds: float) -> None:
    """Have the process be gone that long, and little more, after it was told to stop.

    uvicorn waits no longer for who is connected, but Python does for threads: one that waits for a database that does
    not answer keeps the process. Called once the handlers of the signals are in place; elsewhere than in the main
    thread nothing is done.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for told in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(told)
        if not callable(before):
            continue

        def handle(number: int, frame: FrameType | None, before: object = before) -> None:
            timer = threading.Timer(seconds + _MARGIN_SECONDS, _give_up, (number,))
            timer.daemon = True
            timer.start()
            if callable(before):
                before(number, frame)

        signal.signal(told, handle)


def end_with_parent() -> None:
    """Have this process told to stop when the one that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        _log.warning("the parent process is gone: so is this one")
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _give_up(number: int) -> None:
    _log.error("something under way does not end: the process does")
    logging.shutdown()
    os._exit(128 + number)
