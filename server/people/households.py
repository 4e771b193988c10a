"""The members of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from server.people.doors import Role
from server.people.tables import Member

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def spouse_of(transaction: Transaction, file_id: UUID, *, locked: bool = False) -> Member | None:
    """Return the spouse in a file; `locked` keeps others from changing the authorisation until the transaction ends."""
    return member_in(transaction, file_id, Role.CONJOINT, locked=locked)


def member_in(transaction: Transaction, file_id: UUID, role: Role, *, locked: bool = False) -> Member | None:
    """Return the member with that role in a file; `locked` as for `spouse_of`."""
    query = select(Member).where(Member.file_id == file_id, Member.role == role).order_by(Member.id).limit(1)
    return transaction.scalar(query.with_for_update() if locked else query)
