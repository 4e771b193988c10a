"""State of whom the notifications of this device are for: who leaves it has none there."""

import asyncio
from typing import Self

from app.core.scope import PageScope
from app.platforms.push import Push

__all__ = ["OwnBell"]


class OwnBell:
    """Has the device show no notification of who has left it.

    The server forgets the device of a session that its person ends. Where a session ended by itself it cannot tell who
    comes next: the device can.
    """

    def __init__(self, push: Push) -> None:
        self._push = push
        self._holder: str | None = None
        self._background: asyncio.Future[None] | None = None

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        return cls(page.device.push)

    def belong_to(self, account_id: str) -> None:
        """Take note of who has come in; what is for somebody before them is shown no more."""
        before, self._holder = self._holder, account_id
        if before not in {None, account_id}:
            self._silence()

    def signed_out(self) -> None:
        """Show nothing more: its person has left."""
        self._holder = None
        self._silence()

    async def forget(self) -> None:
        """Show nothing more ("Oublier cet appareil")."""
        self._silence()

    def _silence(self) -> None:
        # Nobody waits for a browser that may not answer.
        self._background = asyncio.ensure_future(self._push.unsubscribe())
