"""What tabs that are ended held is given back."""

import asyncio
import gc
import subprocess
import sys
import weakref

from tests.support.patience import PATIENCE_S
from web.memory import Memory

_COLLECTIONS = """
import gc
from web.memory import prepare
prepare()
before = [each["collections"] for each in gc.get_stats()]
held = []
for _ in range(200_000):
    held.append([held])
print(*(each["collections"] - was for each, was in zip(gc.get_stats(), before)))
"""

_SCREENS = """
import gc
from web.memory import Memory, prepare
prepare()
memory = Memory()
gone_through = []
gc.callbacks.append(lambda phase, _: gone_through.append(len(gc.get_objects(0))) if phase == "start" else None)
screens = [None] * 40
for number in range(4000):
    screens[number % 40] = [[] for _ in range(1000)]
    if tells:
        memory.note_answer()
print(max(gone_through, default=0), len(gc.get_objects(0)))
"""


class Page:
    """A web of cycles, as a page is."""

    def __init__(self) -> None:
        self.itself = self


async def test_it_is_given_back_however_steadily_tabs_leave() -> None:
    """Where one tab is ended after the other, none waits until all have gone."""
    memory = Memory(seconds=0.01)
    gone = weakref.ref(Page())
    gc.disable()
    try:
        async with asyncio.timeout(PATIENCE_S):
            while gone() is not None:
                memory.note_end(left=100)
                await asyncio.sleep(0)
    finally:
        gc.enable()


async def test_who_is_there_does_not_wait_for_each_who_leaves() -> None:
    """All are gone through once one of four has left, and not before."""
    memory, freed = Memory(seconds=0), asyncio.Event()
    gone = weakref.ref(Page(), lambda _: freed.set())
    gc.disable()
    try:
        memory.note_end(left=8)
        for _ in range(100):
            await asyncio.sleep(0)
        assert gone() is not None
        memory.note_end(left=8)
        async with asyncio.timeout(PATIENCE_S):
            await freed.wait()
    finally:
        gc.enable()


def test_nobody_waits_for_a_whole_collection() -> None:
    """As many come at once as hold two hundred thousand objects: what is young is collected, and no more."""
    ran = subprocess.run([sys.executable, "-c", _COLLECTIONS], check=True, capture_output=True, text=True)
    young, *others = map(int, ran.stdout.split())
    assert young >= 5
    assert others == [0, 0]


def _young(*, tells: bool) -> list[int]:
    """Return how many objects one collection went through at most, and how many wait for one, of forty screens."""
    script = f"tells = {tells}\n{_SCREENS}"
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return [int(each) for each in ran.stdout.split()]


def test_one_screen_after_the_other_leaves_little_to_go_through() -> None:
    """Python counts what is made less what goes: it would go through all screens at once, and not through the last."""
    assert max(_young(tells=False)) > 35_000
    assert max(_young(tells=True)) < 10_000
