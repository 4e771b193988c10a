"""When an account closes, if its holder asked for that."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from server.people.tables import Closing

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

DELAY = timedelta(days=30)


def closes_at(transaction: Transaction, account_id: UUID) -> datetime | None:
    """Return when the account closes; None where its holder did not ask."""
    closing = transaction.get(Closing, account_id)
    return closing.closes_at if closing else None


def is_closed(transaction: Transaction, account_id: UUID, now: datetime) -> bool:
    """Return whether the account is closed, although it may not be erased yet."""
    over = closes_at(transaction, account_id)
    return over is not None and over <= now
