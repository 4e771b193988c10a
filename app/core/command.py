"""An action of the person that takes time and may fail."""

import asyncio
from collections.abc import Awaitable, Callable

from api_client.errors import ClientError
from app.core.state import Observed

_SLOW_AFTER_S = 0.5
"""In seconds. A faster answer needs no "please wait", which an old phone would take long to draw."""


class Command(Observed):
    """An action that runs once at a time, and the result of its last run.

    A second press while it runs does nothing: a double tap acts once.

    Attributes:
        slow: whether it has run for so long that the screen says so.
        error: why the last run failed; None while it runs and after a success.
    """

    def __init__(
        self,
        action: Callable[[], Awaitable[None]],
        *,
        observe: Callable[[ClientError | None], None] = lambda _: None,
        navigates: bool = False,
        slow_after_s: float = _SLOW_AFTER_S,
    ) -> None:
        """Wrap `action`.

        Args:
            action: what to do. A `ClientError` becomes `error`; any other exception is a defect and is raised.
            observe: called after each run with its error, None for a success.
            navigates: whether success shows by itself, by another screen or by what it changed: nothing need be drawn
                again for it.
            slow_after_s: seconds after which a run is slow.
        """
        self._action = action
        self._observe = observe
        self._slow_after_s = slow_after_s
        self._navigates = navigates
        self._running = self._completed = self._dropped = self._given_up = False
        self._runner: asyncio.Task[object] | None = None
        self._ended = asyncio.Event()
        self.slow = False
        self.error: ClientError | None = None

    @property
    def running(self) -> bool:
        """Whether the action is under way; no listener is told when it begins."""
        return self._running

    @property
    def completed(self) -> bool:
        """Whether the last run succeeded."""
        return self._completed

    async def run(self) -> None:
        """Run the action, unless it runs already."""
        if self._runner is None or self._runner.cancelling():
            await self.see_through()

    async def see_through(self) -> None:
        """Have the action run to its end: one that is under way is waited for, and run once more where it is given up.

        Whoever needs what it brings cannot know for how long those wait who asked for it before.
        """
        while self._running:
            await self._ended.wait()
            if not (self.running or self._given_up):
                return
        await self._run()

    async def _run(self) -> None:
        self._running, self._dropped, self._given_up = True, False, False
        self._runner = asyncio.current_task()
        self._ended.clear()
        self.clear()
        failed: ClientError | None = None
        waited = asyncio.get_running_loop().call_later(self._slow_after_s, self._say_slow)
        try:
            await self._action()
        except ClientError as error:
            failed = error
            if not self._dropped:
                self.error = error
        except asyncio.CancelledError:
            self._given_up = True
            raise
        else:
            self._note(completed=True)
        finally:
            waited.cancel()
            self._running = self.slow = False
            self._runner = None
            self._ended.set()
        self._observe(failed)

    def fail(self, error: ClientError) -> None:
        """Show `error` as what the action failed with: it came of something that belongs to it."""
        self.error = error

    def clear(self) -> None:
        """Forget the result of the last run."""
        self.error = None
        self._note(completed=False)

    def drop(self) -> None:
        """Forget the result of the last run, and ignore the error of one that is under way."""
        self._dropped = self._running
        self.clear()

    def _note(self, *, completed: bool) -> None:
        changed, self._completed = completed != self._completed, completed
        if changed and not self._navigates:
            self.notify()  # type: ignore[no-untyped-call] # Flet's own

    def _say_slow(self) -> None:
        self.slow = True
