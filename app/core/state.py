"""What a screen shows."""

from collections.abc import Callable
from typing import Final

from flet import Observable

_LISTENERS: Final = "_Observable__listeners_storage"


class Observed(Observable):
    """Something whose changes are told.

    Flet 1.0.5 makes a set for those who listen at the first change, a kilobyte, where nobody does: one would expect it
    at the first who listens. A browser tab has some sixty of which nobody hears.
    """

    def _notify(self, field: str | None) -> None:
        if _LISTENERS in vars(self):
            super()._notify(field)


class State(Observed):
    """State that passes on what its parts tell, so that a component needs no other argument to be redrawn.

    Flet redraws a component for the observables among its arguments, not for those that they hold.
    """

    # Flet keeps its listeners weakly: each lives as long as the function that ends it is held.
    _subscriptions: tuple[Callable[[], None], ...] = ()

    def tell(self) -> None:
        """Redraw the views for a change that is not told by itself, such as text set by the program."""
        self.notify()  # type: ignore[no-untyped-call] # Flet's own

    def _hear(self, *parts: Observable) -> None:
        """Tell whatever `parts` tell, from now on."""
        self._subscriptions += tuple(part.subscribe(self._pass_on) for part in parts)

    def _pass_on(self, _part: object, _name: str | None) -> None:
        self.tell()
