"""The time, as the server sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """The system's time plus an offset, which only a demonstration sets."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """Return the current instant, in UTC."""
        return datetime.now(UTC) + self.offset
