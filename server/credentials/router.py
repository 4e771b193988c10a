"""/v1/me/password and /v1/me/sign-in-code: the credentials of the account."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field, SecretStr
from sqlalchemy.orm import Session as Transaction

from server.credentials.service import Credentials
from server.http.dependencies import StoreOf, service
from server.http.kinds import CHANGED_MEANWHILE, VALIDATION_FAILED
from server.http.problems import documented, invalid
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.rules import RATE_LIMITED
from server.outbox.notifier import contact_of, verified
from server.people.tables import Account
from server.reauthentication.dependencies import NewPasswordsOf, PasswordAgain, ReauthenticateOf
from server.reauthentication.rules import PASSWORD_REFUSED, PASSWORD_REQUIRED
from server.rules.codes import Channel, masked
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

CredentialsOf = Annotated[Credentials, Depends(service(Credentials))]

router = APIRouter(prefix="/v1/me", tags=["access"])

_SIGNED = documented(SESSION_EXPIRED, MIGRATION_REQUIRED)


class PasswordChange(BaseModel):
    """The current password and the new one."""

    current: SecretStr = Field(max_length=200)
    new: SecretStr = Field(max_length=200)


class CodeChannel(BaseModel):
    """A contact that a code at sign-in can go to."""

    channel: Channel
    masked_destination: str


class SignInCode(BaseModel):
    """Whether a code is asked for at sign-in, and where it goes. A request to switch it gives `revision` back."""

    enabled: bool
    channel: Channel | None
    channels: list[CodeChannel]
    revision: str


class SignInCodeWanted(PasswordAgain):
    """Whether a code shall be asked for; `channel` is needed to switch it on."""

    enabled: bool
    channel: Channel | None = None
    expected: str = Field(max_length=64)


@router.post(
    "/password",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=_SIGNED
    | documented(
        PASSWORD_REFUSED,
        VALIDATION_FAILED,
        RATE_LIMITED,
        CHANGED_MEANWHILE,
        IDEMPOTENCY_CONFLICT,
    ),
)
async def change_password(
    body: PasswordChange,
    *,
    person: Person,
    credentials: CredentialsOf,
    new_passwords: NewPasswordsOf,
    reauthenticate: ReauthenticateOf,
    idempotent: Idempotent,
) -> Response:
    """Change the password: every other session ends, and the person is notified."""
    owner = str(person.account_id)
    if earlier := await run_in_threadpool(idempotent.earlier_answer, owner):
        return earlier
    known = await reauthenticate(body.current)
    if body.new.get_secret_value() == body.current.get_secret_value():
        raise invalid(("new", "unchanged"))
    hashed = await new_passwords.hash_of(body.new, "new")

    def change(transaction: Transaction) -> None:
        credentials.change_password(transaction, person, known, hashed)

    return await run_in_threadpool(idempotent.run, change, status=HTTPStatus.NO_CONTENT, owner=owner)


@router.get("/sign-in-code", responses=_SIGNED)
def read_sign_in_code(person: Person, credentials: CredentialsOf, store: StoreOf) -> SignInCode:
    """Return whether a code is asked for at sign-in."""
    with store.read() as transaction:
        return _sign_in_code(credentials, transaction.get_one(Account, person.account_id))


@router.put(
    "/sign-in-code",
    response_model=SignInCode,
    responses=_SIGNED
    | documented(
        PASSWORD_REQUIRED,
        MIGRATION_REQUIRED,
        PASSWORD_REFUSED,
        VALIDATION_FAILED,
        RATE_LIMITED,
        CHANGED_MEANWHILE,
        IDEMPOTENCY_CONFLICT,
    ),
)
async def switch_sign_in_code(
    body: SignInCodeWanted,
    *,
    person: Person,
    credentials: CredentialsOf,
    reauthenticate: ReauthenticateOf,
    idempotent: Idempotent,
) -> Response:
    """Switch the code at sign-in on or off."""
    owner = str(person.account_id)
    if earlier := await run_in_threadpool(idempotent.earlier_answer, owner):
        return earlier
    if body.enabled and body.channel is None:
        raise invalid(("channel", "missing"))
    await reauthenticate(body.password)
    channel = body.channel if body.enabled else None

    def switch(transaction: Transaction) -> SignInCode:
        account = credentials.switch_code(transaction, person.account_id, channel, body.expected)
        return _sign_in_code(credentials, account)

    return await run_in_threadpool(idempotent.run, switch, status=HTTPStatus.OK, owner=owner)


def _sign_in_code(credentials: Credentials, account: Account) -> SignInCode:
    return SignInCode(
        enabled=account.code_channel is not None,
        channel=account.code_channel,
        channels=[
            CodeChannel(channel=channel, masked_destination=masked(channel, contact))
            for channel in Channel
            if (contact := contact_of(account, channel)) and verified(account, channel)
        ],
        revision=credentials.revision(account),
    )
