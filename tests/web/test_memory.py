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
