"""What a window does where the program fails: it says so, in French, and its log says where."""

from __future__ import annotations

import logging
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, Final

from flet.messaging.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    import flet as ft
    from flet.components.hooks.use_effect import EffectHook

logger = logging.getLogger(__name__)

FAILED: Final = (
    "Mon Compte a rencontré un problème. "
    "Fermez-le, puis rouvrez-le : ce que vous aviez validé est enregistré."
)


def say_failures(page: ft.Page) -> None:
    """Have a page that shows nothing yet say it where a drawing, an effect or the answer to an event fails.

    Flet 1.0.5 draws nothing any more once one component has failed as it was drawn again, and tells nobody; nor does it
    of an effect that failed while it waited for something; and of an event it shows where in the program it failed. One
    would expect each to be logged, and a sentence of the program's to be shown.
    """
    page.session.__class__ = _SayingSession


class _SayingSession(Session):
    async def _Session__updates_scheduler(self) -> None:  # noqa: N802 - the name by which Flet calls it
        try:
            await super()._Session__updates_scheduler()  # type: ignore[misc]
        except Exception as error:
            logger.exception("a screen could not be drawn again")
            self.error(repr(error))

    def schedule_effect(self, hook: EffectHook, is_cleanup: bool) -> None:  # noqa: FBT001 - Flet's own signature
        super().schedule_effect(hook, is_cleanup)
        if not is_cleanup and hook.setup is not None:
            hook.setup = self._saying(hook.setup)

    def _saying(self, setup: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:  # noqa: ANN401 - what cleans up after it, or nothing
            try:
                return setup()
            except Exception:
                logger.exception("an effect failed")
                raise  # Flet says it

        async def run_later() -> None:
            try:
                await setup()
            except Exception as error:
                logger.exception("an effect failed")
                self.error(repr(error))

        return run_later if iscoroutinefunction(setup) else run

    def error(self, _: str) -> None:
        super().error(FAILED)
