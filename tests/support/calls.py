"""How often something is called, whoever imported it and under whichever name."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


@contextmanager
def calls_of(function: Callable[..., Any]) -> Iterator[list[str]]:
    """Yield a list that gets the name of whoever calls `function` in this thread."""
    callers: list[str] = []

    def look(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is function.__code__:
            caller = frame.f_back
            callers.append(caller.f_code.co_name if caller is not None else "")

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield callers
    finally:
        sys.setprofile(before)
