from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from api_client import NotFound
from app.core.command import Command
from app.core.state import State

if TYPE_CHECKING:
    from flet import Observable


class Owner(State):
    """A state with a command that does what it is told to, and one whose success leads elsewhere."""

    def __init__(self) -> None:
        self.failure: NotFound | None = None
        self.send = Command(self._send)
        self.leave = Command(self._send, navigates=True)
        self._hear(self.send, self.leave)

    async def _send(self) -> None:
        if self.failure is not None:
            raise self.failure


class View:
    """What hears a state, as a component does."""

    def __init__(self, state: Observable) -> None:
        self.told = 0
        self._stop = state.subscribe(self._hear)

    def _hear(self, _sender: object, _name: str | None) -> None:
        self.told += 1


async def test_a_state_tells_of_its_commands() -> None:
    """A component is given the state alone, and is drawn again for what came of a command."""
    owner = Owner()
    view = View(owner)
    await owner.send.run()
    assert (view.told, owner.send.completed) == (1, True)
    owner.failure = NotFound()
    view.told = 0
    await owner.send.run()
    assert view.told > 0
    assert owner.send.error is owner.failure


async def test_a_success_that_leads_elsewhere_is_not_told() -> None:
    """The screen that is left is not drawn again: the next one is."""
    owner = Owner()
    view = View(owner)
    await owner.leave.run()
    assert (view.told, owner.leave.completed) == (0, True)


async def test_a_state_goes_on_hearing() -> None:
    """Flet keeps its listeners weakly; what a state hears with lives as long as the state."""
    owner = Owner()
    gc.collect()
    view = View(owner)
    await owner.send.run()
    assert view.told == 1
