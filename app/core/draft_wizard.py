"""A wizard whose draft the server holds."""

from abc import abstractmethod

from app.core.state import State
from app.core.wizard import Position


class DraftWizard(State):
    """A wizard whose draft the server holds. It knows the order of its steps, and nothing of what each asks."""

    @property
    @abstractmethod
    def step(self) -> str | None:
        """The step that the server waits for; None when nothing is under way here."""

    @property
    @abstractmethod
    def position(self) -> Position | None:
        """The steps, with the person at the one waited for; None when there is none to stand at."""

    def may_stand_at(self, step: str) -> bool:
        """Tell whether `step` is open: one already passed, or the one waited for."""
        return self.position is not None and self.position.is_open(step)

    def before(self, step: str) -> str:
        """Return the step that "Étape précédente" leads to from `step`, an open one; the first leads to itself."""
        return step if self.position is None else self.position.go(step).back().current
