"""The time, as the server sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """The system's time, moved by an offset that only a demonstration ever sets."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC) + self.offset
