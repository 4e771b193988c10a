"""What a session may do, how long it lives, and why it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from server.http.kinds import ProblemKind

ACCESS_LIFE = timedelta(minutes=5)
SESSION_LIFE = timedelta(hours=12)
DEVICE_NAME = r"^[^\x00-\x1f\x7f]*$"
"""The pattern of a device's name: no control characters."""

CREDENTIALS_REFUSED = ProblemKind("credentials_refused", 401, "The identifier or the password is wrong")
SESSION_EXPIRED = ProblemKind("session_expired", 401, "There is no session, or it has ended")
MIGRATION_REQUIRED = ProblemKind(
    "migration_required", 403, "The connection of this account must change first"
)


class Scope(StrEnum):
    """What a session may do: everything, or only the migration of an old account."""

    FULL = "full"
    MIGRATION = "migration"


class End(StrEnum):
    """Why a session ended; its device is told, and can say so."""

    IDLE = "idle"
    TOO_LONG = "too_long"
    SIGNED_OUT = "signed_out"
    ELSEWHERE = "signed_out_elsewhere"
    OPENED_AGAIN = "opened_again"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a reason
    CONNECTION_CHANGED = "connection_changed"
    CONTACT_RESTORED = "contact_restored"
    CLOSING = "closing_asked"
    TAKEN_OVER = "taken_over"
    TOKEN_REUSED = "token_reused"  # noqa: S105 - the same


LEFT: Final = frozenset({End.SIGNED_OUT, End.ELSEWHERE})
"""The ends by which a person leaves a device, here or from another one; after the others they go on there."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The life of a session: it ends after `idle` without an authenticated call, and after 12 hours at most."""

    idle: timedelta

    @property
    def precision(self) -> timedelta:
        """The shortest time between two writes of a session's activity: most calls write nothing to the disk."""
        return self.idle / 60

    def remaining(self, *, created_at: datetime, last_seen_at: datetime, now: datetime) -> timedelta | None:
        """Return the time left without further activity, or None once the session is over.

        The stored activity may be up to `precision` old: the session lives that much longer, so that it never ends
        before the time that the client was told.
        """
        end = created_at + SESSION_LIFE
        if now >= end or now >= last_seen_at + self.idle + self.precision:
            return None
        return max(timedelta(), min(end, last_seen_at + self.idle) - now)
