"""What a screen shows."""

from collections.abc import Callable

from flet import Observable


class State(Observable):
    """State that tells of its parts too, so that a component is given it alone.

    Flet has a component hear the observables among its own arguments, and none that these hold.
    """

    _unhear: tuple[Callable[[], None], ...] = ()
    # What a part calls is held by what ends it, and by nothing else: Flet keeps its listeners weakly.

    def tell(self) -> None:
        """Have the views show what changed without being told, such as what the program put where one types."""
        self.notify()  # type: ignore[no-untyped-call] # Flet's own

    def _hear(self, *parts: Observable) -> None:
        """Tell from now on whatever `parts` tell."""
        self._unhear += tuple(part.subscribe(self._pass_on) for part in parts)

    def _pass_on(self, _part: object, _name: str | None) -> None:
        self.tell()
