"""Something read from the server, kept with the moment it was read."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Generic, TypeVar

from api_client.errors import ClientError
from api_client.last_answers import old_answers
from app.core.command import Command
from app.core.state import State

T = TypeVar("T")


class Resource(State, Generic[T]):
    """A value that survives the loss of the network: when reading fails, the last value stays, with its date.

    That may be one that the device kept of another day: see `app/platforms/last_answers.py`.

    Attributes:
        value: the last value read, None before the first.
        load: reads it, or reads it again; where that brings the same value, no listener is told.
    """

    def __init__(
        self, read: Callable[[], Awaitable[T]], *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._read = read
        self.value: T | None = None
        self._read_at: datetime | None = None
        self._ahead = False
        self.load = Command(self._load, observe=observe, navigates=True)
        self._hear(self.load)

    @property
    def read_at(self) -> datetime | None:
        """When the value was read (aware, UTC)."""
        return self._read_at

    async def read_ahead(self) -> None:
        """Read the value for a screen about to open: the screen is then drawn once, with it, or with why it failed."""
        await self.load.see_through()
        self._ahead = True

    async def open(self) -> None:
        """Read the value for a screen that opens, unless it was read ahead for it."""
        ahead, self._ahead = self._ahead, False
        if not ahead:
            await self.load.see_through()

    async def read_early(self) -> None:
        """Read the value before a screen asks for it, unless it was read: it stays when the network goes."""
        if self.value is None:
            await self.load.see_through()

    def update(self, value: T) -> None:
        """Show `value`, which the answer to something else brought; when it was last read stays."""
        self.value = value

    def forget(self) -> None:
        """Keep nothing of what was read."""
        self.value = None

    @property
    def stale(self) -> bool:
        """Whether the value shown is older than the last attempt to read it."""
        return self.value is not None and self.load.error is not None

    async def _load(self) -> None:
        with old_answers() as old:
            value = await self._read()
        self._read_at = min((each.read_at for each in old), default=datetime.now(UTC))
        self.value = value
        if old:
            raise old[0].error
