"""How a process ends: in time, and with its parent."""

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

# After uvicorn's own grace: time for what it closes last.
_MARGIN_SECONDS: Final = 3


def end_within(seconds: float) -> None:
    """End the process at most that long, and a margin, after it is told to stop.

    uvicorn stops waiting for clients, but Python waits for every thread: one that waits for a database that does not
    answer would keep the process alive. Call it after the signal handlers are installed; outside the main thread it
    does nothing.
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
    """Stop this process when the one that started it is gone, for whatever reason."""
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
