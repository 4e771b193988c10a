"""Oublier cet appareil: nothing of the person stays on it."""

from collections.abc import Awaitable, Callable
from typing import Self

from app.core.command import Command
from app.core.scope import PageScope
from app.core.session import Session
from app.core.state import State


class ThisDevice(State):
    """What this device keeps for its person.

    Attributes:
        forget: wipes it, such as the remembered identifier and the key to unlock with, then signs out.
    """

    def __init__(self, session: Session, wipe: Callable[[], Awaitable[None]]) -> None:
        self._session = session
        self._wipe = wipe
        self.forget = Command(self._forget, observe=session.observe)
        self._hear(self.forget)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.session, page.forget_person)

    async def _forget(self) -> None:
        await self._wipe()
        await self._session.sign_out()
