"""What operations ask for: the parts, the person, the idempotency key.

Those that wait for nothing are coroutines: FastAPI hands each of the others to a thread, which costs more than they do.
"""

import asyncio
import re
from functools import partial
from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Header, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field, SecretStr
from sqlalchemy import select

from server.http.idempotency import IdempotentRequest
from server.http.kinds import NOT_FOUND, UPDATE_REQUIRED
from server.http.problems import Problem, invalid
from server.parts import Parts
from server.people.doors import DOOR_CLOSED, Door, Reason, closed
from server.people.reach import Reach
from server.people.tables import Member
from server.rules.codes import Channel
from server.rules.contacts import ContactRefused, canonical_contact
from server.rules.passwords import password_errors
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED, Scope
from server.sessions.service import Signed

_bearer = HTTPBearer(auto_error=False, description="The token of a session, of an enrolment or of a reset.")
# The person's own data, contact details, access and creation's request.
_OWN = ("/v1/me", "/v1/franceconnect/link")
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}", re.ASCII)


async def get_parts(request: Request) -> Parts:
    """The running server's parts."""
    return cast("Parts", request.app.state.parts)


PartsOf = Annotated[Parts, Depends(get_parts)]


class PasswordAgain(BaseModel):
    """The password that holds now; it may be left out for a few minutes after a sign-in with it."""

    password: SecretStr | None = Field(None, max_length=200)


class PasswordSaid(BaseModel):
    """The password chosen."""

    password: SecretStr = Field(max_length=200)


async def hash_of(parts: Parts, password: SecretStr, field: str = "password") -> str:
    """The hash of a password that keeps the rules.

    Raises:
        Problem: `validation_failed`, with each rule that it breaks.
    """
    chosen = password.get_secret_value()
    if broken := password_errors(chosen):
        raise invalid(*((field, code) for code in broken))
    return await asyncio.get_running_loop().run_in_executor(
        parts.verifications, parts.passwords.hash_of, chosen
    )


def read_contact(parts: Parts, channel: Channel, typed: SecretStr | None, *, field: str) -> str:
    """The contact typed, as it is kept.

    Raises:
        Problem: `validation_failed` of `field`, with what is wrong with it.
    """
    try:
        said = typed.get_secret_value() if typed else ""
        return canonical_contact(channel, said, parts.settings.sms_countries)
    except ContactRefused as refused:
        raise invalid((field, refused.code)) from None


def address_of(request: Request) -> str:
    """Where the request comes from; trusted proxies were believed before it arrived here."""
    return request.client.host if request.client else ""


async def check_client_version(
    parts: PartsOf,
    mon_compte_version: Annotated[str | None, Header(description="The client's version.")] = None,
) -> None:
    """Refuse a client that is too old; one that says nothing readable is not a client of ours."""
    if mon_compte_version is None or not _VERSION.fullmatch(mon_compte_version):
        return
    if _numbers(mon_compte_version) < _numbers(parts.settings.min_client_version):
        raise Problem(UPDATE_REQUIRED)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


async def get_access_token(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> str:
    """The access token of the request.

    Raises:
        Problem: `session_expired` where there is none.
    """
    if credentials is None:
        raise Problem(SESSION_EXPIRED)
    return credentials.credentials


AccessToken = Annotated[str, Depends(get_access_token)]


def get_signed(parts: PartsOf, token: AccessToken) -> Signed:
    """The session of the request, of any scope."""
    return parts.sessions.recognise(token)


async def get_person(request: Request, signed: Annotated[Signed, Depends(get_signed)]) -> Signed:
    """The session of the request, which must not be one of an old account.

    One of limited reach comes to what is the person's own and no further: an operation added elsewhere is closed to it.

    Raises:
        Problem: `session_expired`, `migration_required`, `door_closed`.
    """
    if signed.scope is Scope.MIGRATION:
        raise Problem(MIGRATION_REQUIRED)
    if signed.reach is Reach.LIMITED and not _is_own(request.scope["route"].path):
        raise Problem(DOOR_CLOSED, reason=Reason.IDENTITY_UNCHECKED)
    return signed


def _is_own(path: str) -> bool:
    return any(path == own or path.startswith(f"{own}/") for own in _OWN)


Person = Annotated[Signed, Depends(get_person)]


def get_membership(parts: PartsOf, person: Person, file_id: UUID) -> Member:
    """The place of the person in the file of the path.

    Raises:
        Problem: `not_found`, for another's file as for one that does not exist.
    """
    stands = select(Member).where(Member.account_id == person.account_id, Member.file_id == file_id)
    with parts.store.read() as transaction:
        member = transaction.scalar(stands.order_by(Member.position).limit(1))
    if member is None:
        raise Problem(NOT_FOUND)
    return member


async def reauthenticate(
    parts: Parts, person: Signed, password: SecretStr | None, request: Request, *, always: bool = False
) -> str:
    """The hash of the password of who is signed in, said again or a moment ago.

    Raises:
        Problem: `password_required`, `password_refused`, `rate_limited`.
    """
    said = partial(parts.reauthentication.check, person, password, address_of(request), always=always)
    return await asyncio.get_running_loop().run_in_executor(parts.verifications, said)


Membership = Annotated[Member, Depends(get_membership)]


async def get_payments_membership(member: Membership) -> Member:
    """The place of the person in the file, whose door to payments must be open.

    Raises:
        Problem: `door_closed`.
    """
    if reason := closed(member.role, Door.PAYMENTS, authorised=member.authorised):
        raise Problem(DOOR_CLOSED, door=Door.PAYMENTS, reason=reason)
    return member


PaymentsMembership = Annotated[Member, Depends(get_payments_membership)]


async def get_idempotent_request(
    request: Request,
    parts: PartsOf,
    idempotency_key: Annotated[
        UUID | None, Header(description="Chosen by the client: a retry with the same key is done once.")
    ] = None,
) -> IdempotentRequest:
    """What makes the request done once."""
    said = f"{request.method} {request.url.path}\n".encode() + await request.body()
    return IdempotentRequest(parts.store, parts.clock, idempotency_key, said, request.app.state.kinds)


Idempotent = Annotated[IdempotentRequest, Depends(get_idempotent_request)]
