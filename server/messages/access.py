"""Whose threads a person reads: their own, and those of the files whose door is open to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from server.outbox.messages import ToAccount
from server.people.doors import Door, Role, closed
from server.people.reach import Reach
from server.people.tables import Member

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.outbox.messages import ToFile
    from server.sessions.service import Signed

_ADULTS = (Role.RESPONSABLE, Role.CONJOINT)


def readers(transaction: Transaction, person: Signed) -> list[UUID]:
    """Return as whom a person reads: the account, and a place in each file that is open to them."""
    found = [person.account_id]
    if person.reach is Reach.LIMITED:
        return found
    stands = select(Member).where(Member.account_id == person.account_id).order_by(Member.position)
    by_file: dict[UUID, UUID] = {}
    for member in transaction.scalars(stands):
        if reads_requests(member):
            by_file.setdefault(member.file_id, member.id)
    return [*found, *by_file.values()]


def accounts_reading(transaction: Transaction, to: ToAccount | ToFile) -> list[UUID]:
    """Return the accounts that can read now what is written to an account, or to a file."""
    if isinstance(to, ToAccount):
        return [to.account_id]
    members = select(Member).where(Member.file_id == to.file_id, Member.account_id.is_not(None))
    found = [
        member.account_id
        for member in transaction.scalars(members.order_by(Member.id))
        if member.account_id and reads_requests(member)
    ]
    return list(dict.fromkeys(found))


def reads_requests(member: Member) -> bool:
    """Return whether the letters of a file are open to a member."""
    return closed(member.role, Door.REQUESTS, authorised=member.authorised) is None


def adults_of(transaction: Transaction, file_id: UUID) -> list[UUID]:
    """Return the places of a file that have its letters: a spouse's too, for whom the door may open later."""
    return list(
        transaction.scalars(select(Member.id).where(Member.file_id == file_id, Member.role.in_(_ADULTS)))
    )
