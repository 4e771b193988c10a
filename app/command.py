"""An action of the person that takes time and may fail."""

from collections.abc import Awaitable, Callable

from flet import Observable

from api_client.errors import ClientError


class Command(Observable):
    """Runs `action` once at a time, and keeps what came of it.

    A second press while the first runs does nothing: that is how a double tap is done once.

    Attributes:
        running: whether the action is under way.
        error: what the last run failed with; None while running and after a success.
        completed: whether the last run succeeded.
    """

    def __init__(
        self,
        action: Callable[[], Awaitable[None]],
        *,
        observe: Callable[[ClientError | None], None] = lambda _: None,
    ) -> None:
        """Wrap `action`.

        Args:
            action: what to do; a `ClientError` that it raises becomes `error`, anything else is a defect and goes up.
            observe: told of each outcome, None for a success.
        """
        self._action = action
        self._observe = observe
        self.running = False
        self.error: ClientError | None = None
        self.completed = False

    async def run(self) -> None:
        """Do the action, unless it is under way already."""
        if self.running:
            return
        self.running, self.error, self.completed = True, None, False
        try:
            await self._action()
        except ClientError as error:
            self.error = error
        else:
            self.completed = True
        finally:
            self.running = False
        self._observe(self.error)

    def clear(self) -> None:
        """Forget what came of the last run."""
        self.error, self.completed = None, False
