"""/v1/password-resets: the reset of a forgotten password, without help of the Caf."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from hosting.addresses import site_of
from server.challenges.fields import CodeReceived, Verification
from server.challenges.rules import (
    CODE_EXHAUSTED,
    CODE_EXPIRED,
    CODE_REFUSED,
    RESEND_TOO_SOON,
    TOO_MANY_CODES,
)
from server.challenges.service import ChallengeState
from server.db import Store
from server.http.dependencies import StoreOf, address_of, service
from server.http.kinds import STEP_OUT_OF_ORDER, VALIDATION_FAILED
from server.http.problems import documented
from server.http.text_fields import TypedSecret
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.password_reset.service import PasswordResets
from server.reauthentication.dependencies import NewPasswordsOf, PasswordSaid
from server.rules.codes import Channel
from server.sessions.dependencies import AccessToken
from server.sessions.rules import SESSION_EXPIRED
from server.sessions.service import Session

PasswordResetsOf = Annotated[PasswordResets, Depends(service(PasswordResets))]

router = APIRouter(prefix="/v1/password-resets", tags=["password-resets"])

_OF_A_RESET = documented(SESSION_EXPIRED, IDEMPOTENCY_CONFLICT)
_SEND_REFUSALS = (RESEND_TOO_SOON, TOO_MANY_CODES, RATE_LIMITED)


class Forgotten(BaseModel):
    """The identifier whose password was forgotten."""

    identifier: TypedSecret = Field(
        max_length=40, description="NIR or identifiant provisoire, as at sign-in."
    )


class OfferedChannel(BaseModel):
    """A channel that a code can go by."""

    channel: Channel
    masked_destination: str


class ResetBegun(BaseModel):
    """A reset, and its token, which opens nothing else. An identifier without an account gets the same."""

    reset_id: UUID
    token: str
    channels: list[OfferedChannel]


class ChannelChosen(CodeReceived):
    """One of the channels that were offered."""

    channel: Channel


class CodeGiven(BaseModel):
    """What the person can do next."""

    step: Literal["password"] = "password"


class Accepted(BaseModel):
    """The request was accepted."""


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_model=ResetBegun,
    responses=documented(VALIDATION_FAILED, RATE_LIMITED, IDEMPOTENCY_CONFLICT),
)
def create_reset(
    body: Forgotten,
    request: Request,
    password_resets: PasswordResetsOf,
    rates: RatesOf,
    idempotent: Idempotent,
) -> Response:
    """Begin a reset. An identifier without an account gets a plausible answer, the same each time."""
    if earlier := idempotent.earlier_answer():
        return earlier
    rates.spend(Rate.BEGINNINGS, site_of(address_of(request)))

    def begin(transaction: Transaction) -> ResetBegun:
        reset, token = password_resets.begin(
            transaction, body.identifier.get_secret_value(), address_of(request)
        )
        channels = [
            OfferedChannel(channel=channel, masked_destination=masked)
            for channel in Channel
            if (masked := reset.offered.get(channel))
        ]
        return ResetBegun(reset_id=reset.id, token=token, channels=channels)

    return idempotent.run(begin, status=HTTPStatus.CREATED)


@router.post(
    "/current/code",
    response_model=ChallengeState,
    responses=_OF_A_RESET | documented(VALIDATION_FAILED, CODE_REFUSED, *_SEND_REFUSALS),
)
def send_reset_code(
    body: ChannelChosen,
    token: AccessToken,
    request: Request,
    password_resets: PasswordResetsOf,
    idempotent: Idempotent,
) -> Response:
    """Send a code."""

    def send(transaction: Transaction) -> ChallengeState:
        reset = password_resets.find(transaction, token)
        asker = password_resets.asker(reset, address_of(request), body.received)
        return password_resets.send_code(transaction, reset, body.channel, asker)

    return idempotent.run(send, status=HTTPStatus.OK, owner=token)


@router.post(
    "/current/resend", response_model=ChallengeState, responses=_OF_A_RESET | documented(*_SEND_REFUSALS)
)
def resend_reset_code(
    token: AccessToken, password_resets: PasswordResetsOf, idempotent: Idempotent
) -> Response:
    """Send a new code, which cancels the one before."""

    def resend(transaction: Transaction) -> ChallengeState:
        return password_resets.resend(transaction, password_resets.find(transaction, token))

    return idempotent.run(resend, status=HTTPStatus.OK, owner=token)


@router.post(
    "/current/verification",
    response_model=CodeGiven,
    responses=_OF_A_RESET | documented(VALIDATION_FAILED, CODE_REFUSED, CODE_EXPIRED, CODE_EXHAUSTED),
)
def verify_reset_code(
    body: Verification, token: AccessToken, password_resets: PasswordResetsOf, idempotent: Idempotent
) -> Response:
    """Verify the code; there are five tries."""

    def verify(transaction: Transaction) -> CodeGiven:
        reset = password_resets.find(transaction, token)
        password_resets.verify(transaction, reset, body.code.get_secret_value())
        return CodeGiven()

    return idempotent.run(verify, status=HTTPStatus.OK, owner=token)


@router.put(
    "/current/password",
    status_code=HTTPStatus.CREATED,
    response_model=Session,
    responses=_OF_A_RESET | documented(VALIDATION_FAILED, STEP_OUT_OF_ORDER),
)
async def replace_password(
    body: PasswordSaid,
    *,
    token: AccessToken,
    password_resets: PasswordResetsOf,
    new_passwords: NewPasswordsOf,
    store: StoreOf,
    idempotent: Idempotent,
) -> Response:
    """Choose a new password: the person is signed in here, and signed out everywhere else."""
    if earlier := await run_in_threadpool(idempotent.earlier_answer, token):
        return earlier
    await run_in_threadpool(_check_verified, password_resets, store, token)
    hashed = await new_passwords.hash_of(body.password)

    def change(transaction: Transaction) -> Session:
        return password_resets.change(transaction, password_resets.find(transaction, token), hashed)

    return await run_in_threadpool(idempotent.run, change, status=HTTPStatus.CREATED, owner=token)


@router.post(
    "/current/old-password",
    status_code=HTTPStatus.ACCEPTED,
    response_model=Accepted,
    responses=_OF_A_RESET | documented(VALIDATION_FAILED, CODE_REFUSED, TOO_MANY_CODES, RATE_LIMITED),
)
def send_old_password(
    body: ChannelChosen,
    token: AccessToken,
    request: Request,
    password_resets: PasswordResetsOf,
    idempotent: Idempotent,
) -> Response:
    """Send a password of 8 digits again. It is only sent for an old account; everybody gets the same answer.

    The account's own password works until the sent one was used.
    """

    def send(transaction: Transaction) -> Accepted:
        reset = password_resets.find(transaction, token)
        asker = password_resets.asker(reset, address_of(request), body.received)
        password_resets.send_old_password(transaction, reset, body.channel, asker)
        return Accepted()

    return idempotent.run(send, status=HTTPStatus.ACCEPTED, owner=token)


def _check_verified(password_resets: PasswordResets, store: Store, token: str) -> None:
    with store.write() as transaction:
        password_resets.check_verified(password_resets.find(transaction, token))
