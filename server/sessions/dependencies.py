"""The session and the person of a request."""

from collections.abc import Awaitable, Callable
from functools import cache
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import select

from server.feature import Features
from server.http.dependencies import StoreOf, service, services_of
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.people.doors import DOOR_CLOSED, Door, Reason, closed
from server.people.reach import Reach
from server.people.tables import Member
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED, Scope
from server.sessions.service import Sessions, Signed

_bearer = HTTPBearer(auto_error=False, description="The token of a session, of an enrolment or of a reset.")

SessionsOf = Annotated[Sessions, Depends(service(Sessions))]


async def get_access_token(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> str:
    """Return the access token of the request.

    Raises:
        Problem: `session_expired` without one.
    """
    if credentials is None:
        raise Problem(SESSION_EXPIRED)
    return credentials.credentials


AccessToken = Annotated[str, Depends(get_access_token)]


def get_signed(sessions: SessionsOf, token: AccessToken) -> Signed:
    """Return the session of the request, of any scope."""
    return sessions.recognise(token)


async def get_person(request: Request, signed: Annotated[Signed, Depends(get_signed)]) -> Signed:
    """Return the session of the request, which must not be an old account's.

    With limited reach, only the person's own paths are open: an operation added elsewhere is closed by default.

    Raises:
        Problem: `session_expired`, `migration_required`, `door_closed`.
    """
    if signed.scope is Scope.MIGRATION:
        raise Problem(MIGRATION_REQUIRED)
    if signed.reach is Reach.LIMITED and not _is_own(request):
        raise Problem(DOOR_CLOSED, reason=Reason.IDENTITY_UNCHECKED)
    return signed


def _is_own(request: Request) -> bool:
    path = request.scope["route"].path
    own_paths = services_of(request)[Features].own_paths
    return any(path == own or path.startswith(f"{own}/") for own in own_paths)


Person = Annotated[Signed, Depends(get_person)]


def get_membership(store: StoreOf, person: Person, file_id: UUID) -> Member:
    """Return the person's membership in the file of the path.

    Raises:
        Problem: `not_found`, also for another person's file.
    """
    stands = select(Member).where(Member.account_id == person.account_id, Member.file_id == file_id)
    with store.read() as transaction:
        member = transaction.scalar(stands.order_by(Member.position).limit(1))
    if member is None:
        raise Problem(NOT_FOUND)
    return member


Membership = Annotated[Member, Depends(get_membership)]


@cache
def membership_behind(door: Door) -> Callable[[Member], Awaitable[Member]]:
    """Return the dependency of an operation on a membership to which that door of the file is open.

    It raises `door_closed`, with the reason, for any other.
    """

    async def get_membership_behind(member: Membership) -> Member:
        if reason := closed(member.role, door, authorised=member.authorised):
            raise Problem(DOOR_CLOSED, door=door, reason=reason)
        return member

    return get_membership_behind
