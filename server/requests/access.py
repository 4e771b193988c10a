"""Who may do what with a request: doors of files, and what is a person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, and_, or_, select

from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.people.doors import DOOR_CLOSED, Door, Reason, closed
from server.people.reach import Reach
from server.people.tables import Member
from server.requests.rules import RequestState
from server.requests.tables import Request

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.sessions.service import Signed

# Not a separation: the other spouse must not learn of it here.
SHARED_DOORS: Final = (Door.REQUESTS, Door.CHANGES)


def membership(transaction: Transaction, account_id: UUID, file_id: UUID) -> Member | None:
    """Return the place of a person in a file, if they have one."""
    stands = select(Member).where(Member.account_id == account_id, Member.file_id == file_id)
    return transaction.scalar(stands.order_by(Member.position).limit(1))


def closed_to(
    transaction: Transaction, person: Signed, file_id: UUID | None, door: Door, *, for_newcomers: bool
) -> Reason | None:
    """Return why a person may not send what is behind a door of a file; None where they may.

    Args:
        transaction: where it is looked up.
        person: who asks.
        file_id: the file; None for whoever stands in none.
        door: the door.
        for_newcomers: whether it may be sent without a file, by who stands in no open one.

    Raises:
        Problem: `not_found` for a file of others.
    """
    if file_id is None:
        stands_somewhere = person.reach is not Reach.LIMITED and any(
            member.file.closed_on is None for member in _memberships(transaction, person)
        )
        if not for_newcomers:
            return Reason.NO_FILE
        return Reason.RESPONSABLE_ONLY if stands_somewhere else None
    if person.reach is Reach.LIMITED:
        return Reason.IDENTITY_UNCHECKED
    member = membership(transaction, person.account_id, file_id)
    if member is None:
        raise Problem(NOT_FOUND)
    return closed(member.role, door, authorised=member.authorised)


def check_door(transaction: Transaction, person: Signed, request: Request) -> None:
    """Check that a person may do something with a request.

    Raises:
        Problem: `door_closed`.
    """
    if request.file_id is not None and (
        reason := closed_to(transaction, person, request.file_id, request.door, for_newcomers=False)
    ):
        raise Problem(DOOR_CLOSED, door=request.door, reason=reason)


def visible(transaction: Transaction, person: Signed) -> ColumnElement[bool]:
    """Return the condition of the requests that a person sees.

    Their own, and those that others sent for a file whose door is open to them; a draft is its writer's alone.
    """
    own = Request.account_id == person.account_id
    if person.reach is Reach.LIMITED:
        return own
    return or_(own, *map(shared_with, _memberships(transaction, person)))


def shared_with(member: Member) -> ColumnElement[bool]:
    """Return the condition of what others sent for the file of a member, and the member sees."""
    doors = [door for door in SHARED_DOORS if closed(member.role, door, authorised=member.authorised) is None]
    return and_(
        Request.file_id == member.file_id, Request.door.in_(doors), Request.state != RequestState.DRAFT
    )


def _memberships(transaction: Transaction, person: Signed) -> Sequence[Member]:
    stands = select(Member).where(Member.account_id == person.account_id).order_by(Member.position)
    return transaction.scalars(stands).all()
