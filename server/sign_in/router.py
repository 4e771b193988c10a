"""/v1/sessions and /v1/challenges: sign-in, renewal of the session, sign-out."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field, SecretStr
from sqlalchemy.orm import Session as Transaction

from server.challenges.dependencies import ChallengesOf
from server.challenges.fields import Verification
from server.challenges.rules import (
    CODE_EXHAUSTED,
    CODE_EXPIRED,
    CODE_REFUSED,
    RESEND_TOO_SOON,
    TOO_MANY_CODES,
)
from server.challenges.service import ChallengeState
from server.http.dependencies import address_of, service
from server.http.kinds import BUSY, VALIDATION_FAILED
from server.http.problems import documented
from server.http.text_fields import CLEANED, TypedSecret
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.rules import RATE_LIMITED
from server.reauthentication.dependencies import VerificationsOf
from server.rules.codes import Purpose
from server.sessions.dependencies import AccessToken, SessionsOf
from server.sessions.rules import CREDENTIALS_REFUSED, DEVICE_NAME, SESSION_EXPIRED, End, Scope
from server.sessions.service import Session, Signed
from server.sign_in.service import SignIn

SignInOf = Annotated[SignIn, Depends(service(SignIn))]

router = APIRouter(prefix="/v1", tags=["sessions"])

# Codes of other purposes are sent again by operations that need their token.
_RESENT_HERE = (Purpose.SIGN_IN, Purpose.RESUMPTION)


class Credentials(BaseModel):
    """The credentials of a sign-in."""

    identifier: TypedSecret = Field(
        max_length=40, description="NIR (with or without its key) or identifiant provisoire, spaced or not."
    )
    password: SecretStr = Field(max_length=64)
    device_name: Annotated[str, Field(max_length=100, pattern=DEVICE_NAME), CLEANED] | None = None


class SessionOpened(BaseModel):
    """The person is signed in."""

    kind: Literal["session"] = "session"
    session: Session


class CodeRequired(BaseModel):
    """A code was sent, and is needed to go on."""

    kind: Literal["code_required"] = "code_required"
    challenge: ChallengeState


SessionOutcome = Annotated[SessionOpened | CodeRequired, Field(discriminator="kind")]


class RefreshRequest(BaseModel):
    """The latest refresh token of the session."""

    refresh_token: SecretStr = Field(max_length=100)


class CurrentSession(BaseModel):
    """The session of the request. `idle_expires_in` is in seconds."""

    session_id: UUID
    idle_expires_in: int
    scope: Scope


@router.post(
    "/sessions",
    status_code=HTTPStatus.CREATED,
    response_model=SessionOutcome,
    responses=documented(CREDENTIALS_REFUSED, RATE_LIMITED, TOO_MANY_CODES, IDEMPOTENCY_CONFLICT, BUSY),
)
async def create_session(
    body: Credentials,
    request: Request,
    sign_in: SignInOf,
    verifications: VerificationsOf,
    idempotent: Idempotent,
) -> Response:
    """Sign in. A wrong identifier and a wrong password get the same answer, after the same time."""
    if earlier := await run_in_threadpool(idempotent.earlier_answer):
        return earlier
    person = await verifications.run(
        sign_in.recognise,
        body.identifier.get_secret_value(),
        body.password.get_secret_value(),
        address_of(request),
    )

    def admit(transaction: Transaction) -> SessionOpened | CodeRequired:
        outcome = sign_in.admit(transaction, person, body.device_name)
        return (
            SessionOpened(session=outcome)
            if isinstance(outcome, Session)
            else CodeRequired(challenge=outcome)
        )

    return await run_in_threadpool(idempotent.run, admit, status=HTTPStatus.CREATED)


@router.post(
    "/sessions/refresh",
    response_model=Session,
    responses=documented(SESSION_EXPIRED, IDEMPOTENCY_CONFLICT),
)
def refresh_session(body: RefreshRequest, sessions: SessionsOf, idempotent: Idempotent) -> Response:
    """Exchange a refresh token for new tokens; a second use of one ends the session."""
    token = body.refresh_token.get_secret_value()
    return idempotent.run(lambda transaction: sessions.refresh(transaction, token), status=HTTPStatus.OK)


def get_touched(sessions: SessionsOf, token: AccessToken) -> Signed:
    """Return the session of the request, and restart its idle time, to the second."""
    return sessions.recognise(token, always_touch=True)


@router.get("/sessions/current", responses=documented(SESSION_EXPIRED))
def read_current_session(signed: Annotated[Signed, Depends(get_touched)]) -> CurrentSession:
    """Return the current session; this keeps it alive."""
    return CurrentSession(
        session_id=signed.session_id, idle_expires_in=signed.idle_expires_in, scope=signed.scope
    )


@router.delete(
    "/sessions/current",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(SESSION_EXPIRED, IDEMPOTENCY_CONFLICT),
)
def end_current_session(token: AccessToken, sessions: SessionsOf, idempotent: Idempotent) -> Response:
    """Sign out: the tokens of the session no longer work."""
    # Before the session is checked: a retry after a lost answer comes when the session has ended.
    if earlier := idempotent.earlier_answer(owner=token):
        return earlier
    signed = sessions.recognise(token)
    return idempotent.run(
        lambda transaction: sessions.end(transaction, signed.session_id, End.SIGNED_OUT),
        status=HTTPStatus.NO_CONTENT,
        owner=token,
    )


@router.post(
    "/challenges/{challenge_id}/verification",
    status_code=HTTPStatus.CREATED,
    response_model=Session,
    responses=documented(
        VALIDATION_FAILED,
        CODE_REFUSED,
        CODE_EXPIRED,
        CODE_EXHAUSTED,
        IDEMPOTENCY_CONFLICT,
    ),
)
def verify_code(
    challenge_id: UUID, body: Verification, sign_in: SignInOf, idempotent: Idempotent
) -> Response:
    """Verify the code; there are five tries."""
    code = body.code.get_secret_value()
    return idempotent.run(
        lambda transaction: sign_in.confirm(transaction, challenge_id, code), status=HTTPStatus.CREATED
    )


@router.post(
    "/challenges/{challenge_id}/resend",
    response_model=ChallengeState,
    responses=documented(RESEND_TOO_SOON, TOO_MANY_CODES, IDEMPOTENCY_CONFLICT),
)
def resend_code(challenge_id: UUID, challenges: ChallengesOf, idempotent: Idempotent) -> Response:
    """Send a new code, which cancels the one before."""
    return idempotent.run(
        lambda transaction: challenges.resend(transaction, challenge_id, _RESENT_HERE),
        status=HTTPStatus.OK,
    )
