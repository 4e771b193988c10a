"""What tabs that are ended held is given back."""

import asyncio
import gc
import weakref

from tests.support.patience import PATIENCE_S
from web.memory import Memory


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
                memory.note_end()
                await asyncio.sleep(0)
    finally:
        gc.enable()
