"""Who may do what with a request: doors of files, and what is a person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, false, or_, select

from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.people.doors import DOOR_CLOSED, Door, Reason, closed
from server.people.reach import Reach
from server.people.tables import Member
from server.requests.rules import RequestKind, RequestState
from server.requests.tables import Request

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.sessions.service import Signed


def membership(transaction: Transaction, account_id: UUID, file_id: UUID) -> Member | None:
    """Return the place of a person in a file, if they have one."""
    stands = select(Member).where(Member.account_id == account_id, Member.file_id == file_id)
    return transaction.scalar(stands.order_by(Member.position).limit(1))


def check_door(transaction: Transaction, person: Signed, file_id: UUID | None, door: Door) -> None:
    """Check that a person may send what is behind that door; what is for no file is open to all.

    Raises:
        Problem: `not_found` for a file of others, `door_closed`.
    """
    if file_id is None:
        return
    if person.reach is Reach.LIMITED:
        raise Problem(DOOR_CLOSED, reason=Reason.IDENTITY_UNCHECKED)
    member = membership(transaction, person.account_id, file_id)
    if member is None:
        raise Problem(NOT_FOUND)
    if reason := closed(member.role, door, authorised=member.authorised):
        raise Problem(DOOR_CLOSED, door=door, reason=reason)


def check_newcomer(transaction: Transaction, person: Signed, kind: RequestKind) -> None:
    """Check that what is begun without a file may be: a benefit, by who stands in no open file of their own.

    Raises:
        Problem: `door_closed`.
    """
    if kind is not RequestKind.BENEFIT:
        raise Problem(DOOR_CLOSED, door=Door.CHANGES, reason=Reason.RESPONSABLE_ONLY)
    if person.reach is Reach.LIMITED:
        return
    for member in _memberships(transaction, person):
        if member.file.closed_on is None:
            reason = closed(member.role, Door.REQUESTS, authorised=member.authorised)
            # Who has a file that is open to them asks there; a spouse or child without one has a household that does.
            raise Problem(DOOR_CLOSED, door=Door.REQUESTS, reason=reason or Reason.RESPONSABLE_ONLY)


def visible(transaction: Transaction, person: Signed) -> ColumnElement[bool]:
    """Return the condition of the requests that a person sees.

    Their own, and those that others sent for a file whose door is open to them. A draft is its writer's alone, and so
    is a separation: the other spouse must not learn of it here.
    """
    own = Request.account_id == person.account_id
    if person.reach is Reach.LIMITED:
        return own
    shared = [
        and_(Request.file_id == member.file_id, Request.door == door)
        for member in _memberships(transaction, person)
        for door in (Door.REQUESTS, Door.CHANGES)
        if closed(member.role, door, authorised=member.authorised) is None
    ]
    return or_(own, and_(Request.state != RequestState.DRAFT, or_(false(), *shared)))


def _memberships(transaction: Transaction, person: Signed) -> Sequence[Member]:
    stands = select(Member).where(Member.account_id == person.account_id).order_by(Member.position)
    return transaction.scalars(stands).all()
