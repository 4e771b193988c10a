"""How fast one socket is read: as fast as a person can act."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from web.protocol import Refused

if TYPE_CHECKING:
    from web.bounds import Bounds

# A large message counts as many: it takes as long.
_BYTES_OF_ONE: Final = 20_000


class Pace:
    """The pace of one socket."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._left = float(bounds.burst)
        self._since = self._calm_at = time.monotonic()

    async def keep(self, size: int) -> None:
        """Wait, where more is said than a person can say; the socket is not read meanwhile.

        Raises:
            Refused: it has gone on for too long.
        """
        bounds, now = self._bounds, time.monotonic()
        self._left = min(bounds.burst, self._left + (now - self._since) * bounds.messages_per_second)
        self._since = now
        self._left -= 1 + size / _BYTES_OF_ONE
        if self._left >= 0:
            self._calm_at = now
        elif now - self._calm_at > bounds.flood_seconds:
            raise Refused
        else:
            await asyncio.sleep(-self._left / bounds.messages_per_second)
