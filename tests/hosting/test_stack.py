"""Room for the frames of calls."""

import sys

import pytest

from hosting.stack import with_room

resource = pytest.importorskip("resource", reason="Windows counts no faults")

_TURNS = 300
_DEEP = 150


def _faults(depth: int) -> int:
    """Return how many pieces of memory a loop asks the system for that stands so many calls deep."""
    if depth:
        return _faults(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(_TURNS):
        _three_calls(3)
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)


def _three_calls(depth: int) -> None:
    if depth:
        _three_calls(depth - 1)


def _most() -> int:
    return max(_faults(depth) for depth in range(_DEEP))


@pytest.mark.skipif(sys.platform != "linux", reason="the system's own count")
def test_a_loop_asks_for_room_at_no_depth() -> None:
    """However deep a loop stands, its calls take no memory from the system, and give none back, at each turn."""
    assert _most() >= _TURNS
    assert with_room(_most) < _TURNS / 4


def test_what_is_called_is_given_what_is_given() -> None:
    """Arguments, result and error are those of the function."""
    assert with_room(int, "11", base=2) == 3
    with pytest.raises(ValueError, match="invalid literal"):
        with_room(int, "x")
