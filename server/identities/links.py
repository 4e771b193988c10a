"""Links between accounts and people of FranceConnect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from server.db.engine import one_by_one
from server.identities.tables import FranceConnectLink

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def join(transaction: Transaction, subject: bytes, account_id: UUID, now: datetime) -> None:
    """Link a person of FranceConnect to an account; each has one link at most."""
    # Of two transactions that link the same person or account, the second runs after the first, and replaces its link.
    one_by_one(transaction, subject)
    leave(transaction, account_id)
    transaction.execute(delete(FranceConnectLink).where(FranceConnectLink.subject == subject))
    transaction.add(FranceConnectLink(subject=subject, account_id=account_id, joined_at=now))
    transaction.flush()


def leave(transaction: Transaction, account_id: UUID) -> None:
    """Remove the link of an account, if there is one."""
    transaction.execute(delete(FranceConnectLink).where(FranceConnectLink.account_id == account_id))
