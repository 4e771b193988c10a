"""Room for the frames of calls, taken once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

_SLOTS: Final = 2**17
"""A megabyte, and CPython takes twice that: a thousand calls, one within the other, have room in the rest."""


def with_room(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function with room for all calls within it.

    CPython keeps the frames of calls in pieces of 16 kB, asks the system for one as a call comes to the end of another,
    and gives it back as the call returns. A loop that happens to stand there does so at each turn.
    """
    return function(*args, **kwargs)


with_room.__code__ = with_room.__code__.replace(co_stacksize=_SLOTS)
