"""How long a session lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.http.kinds import ProblemKind

ACCESS_LIFE = timedelta(minutes=5)
SESSION_LIFE = timedelta(hours=12)

CREDENTIALS_REFUSED = ProblemKind("credentials_refused", 401, "The identifier or the password is wrong")
SESSION_EXPIRED = ProblemKind("session_expired", 401, "There is no session, or it has ended")
MIGRATION_REQUIRED = ProblemKind(
    "migration_required", 403, "The connection of this account must change first"
)


class Scope(StrEnum):
    """What a session may do: everything, or only the change of connection of an old account."""

    FULL = "full"
    MIGRATION = "migration"


class End(StrEnum):
    """Why a session is over: what its device is told, so that it can say so."""

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


@dataclass(frozen=True, slots=True)
class Lifetime:
    """When a session ends: after `idle` without an authenticated call, after 12 hours at most."""

    idle: timedelta

    @property
    def precision(self) -> timedelta:
        """Activity is written down at most that often, so that reading costs no disk write."""
        return self.idle / 60

    def remaining(self, *, created_at: datetime, last_seen_at: datetime, now: datetime) -> timedelta | None:
        """What is left without further activity, or None once the session is over.

        The written activity may be `precision` old; that much is granted on top, so that no session ends
        before the client was told it would.
        """
        end = created_at + SESSION_LIFE
        if now >= end or now >= last_seen_at + self.idle + self.precision:
            return None
        return max(timedelta(), min(end, last_seen_at + self.idle) - now)


DEVICE_NAME = r"^[^\x00-\x1f\x7f]*$"
