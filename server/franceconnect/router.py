"""/v1/franceconnect: the operations of the program; `browser_router` has the pages of the browser."""

import logging
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field, SecretStr
from sqlalchemy.orm import Session as Transaction

from hosting.addresses import site_of
from server.challenges.fields import Verification
from server.challenges.rules import (
    CODE_EXHAUSTED,
    CODE_EXPIRED,
    CODE_REFUSED,
    RESEND_TOO_SOON,
    TOO_MANY_CODES,
)
from server.challenges.service import ChallengeState
from server.enrolment.state import Begun
from server.franceconnect.dependencies import AccountLinkingOf, AuthorizationsOf, ProvidersOf
from server.franceconnect.errors import Unavailable
from server.franceconnect.rules import (
    FRANCECONNECT_EXPIRED,
    FRANCECONNECT_MISMATCH,
    FRANCECONNECT_UNAVAILABLE,
    LONGEST_RETURN,
    may_return_to,
)
from server.franceconnect.service import Joined, JoinProof, Outcome
from server.franceconnect.tables import AUTHORIZATION_LIFE
from server.http.dependencies import SettingsOf, StoreOf, address_of
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented, invalid
from server.http.text_fields import CLEANED
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.identities.rules import TOO_YOUNG
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.sessions.dependencies import AccessToken, Person, SessionsOf
from server.sessions.rules import DEVICE_NAME, MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/franceconnect", tags=["franceconnect"], responses=documented(IDEMPOTENCY_CONFLICT)
)
_log = logging.getLogger("server.franceconnect")

_Ticket = Annotated[SecretStr, Field(max_length=100, description="From `exchange`; it works once.")]


class Availability(BaseModel):
    """Whether FranceConnect is offered here."""

    available: bool


class AuthorizationBeginning(BaseModel):
    """The beginning of an authorization (RFC 7636): the program keeps the verifier, and waits at `return_to`.

    `return_to` is on this machine (`http://127.0.0.1:port/…`), has the application's own scheme, or is at the program's
    origin in a browser. The browser comes back there with `code`, or with `error`: `denied`, `unavailable` or `failed`.
    """

    code_challenge: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$", description="S256.")]
    return_to: Annotated[str, Field(min_length=1, max_length=LONGEST_RETURN)]


class Authorization(BaseModel):
    """An authorization; the system's browser opens `url`. `expires_in` is in seconds."""

    authorization_id: UUID
    url: str
    expires_in: int


class Exchange(BaseModel):
    """The one-time code that came to `return_to` at most 60 s ago, and the verifier of the challenge."""

    code: SecretStr = Field(max_length=100)
    code_verifier: SecretStr = Field(min_length=43, max_length=128)
    device_name: Annotated[str, Field(max_length=100, pattern=DEVICE_NAME), CLEANED] | None = None


class Joining(BaseModel):
    """The ticket of a vouched identity."""

    ticket: _Ticket


class JoiningCode(BaseModel):
    """The challenge that a code was sent for."""

    challenge_id: UUID


class JoiningProof(Verification):
    """The ticket of a vouched identity, and the code that was sent to the contact of the account."""

    ticket: _Ticket
    challenge_id: UUID


class VouchedBeginning(BaseModel):
    """The ticket of a vouched identity, and the benefit that the person wants to ask for."""

    ticket: _Ticket
    benefit: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")] | None = None


@router.get("")
async def read_availability(providers: ProvidersOf) -> Availability:
    """Return whether FranceConnect is offered; where it is not, the program shows no button."""
    return Availability(available=providers.available)


@router.post(
    "/authorizations",
    status_code=HTTPStatus.CREATED,
    response_model=Authorization,
    responses=documented(NOT_FOUND, VALIDATION_FAILED, RATE_LIMITED, FRANCECONNECT_UNAVAILABLE),
)
async def begin_authorization(
    body: AuthorizationBeginning,
    *,
    request: Request,
    authorizations: AuthorizationsOf,
    providers: ProvidersOf,
    rates: RatesOf,
    settings: SettingsOf,
    idempotent: Idempotent,
) -> Response:
    """Begin an authorization; `not_found` where FranceConnect is not offered."""
    provider = await run_in_threadpool(providers.for_request, request.scope)
    if provider is None:
        raise Problem(NOT_FOUND)
    if earlier := await run_in_threadpool(idempotent.earlier_answer):
        return earlier
    if not may_return_to(body.return_to, settings.web_origins, local=provider.settings.local):
        raise invalid(("return_to", "not_allowed"))
    rates.spend(Rate.BEGINNINGS, site_of(address_of(request)))
    try:
        await provider.metadata()  # fail here, not on a page in the browser
    except Unavailable:
        _log.warning("FranceConnect does not answer")
        raise Problem(FRANCECONNECT_UNAVAILABLE) from None

    def begin(transaction: Transaction) -> Authorization:
        begun = authorizations.begin(transaction, body.code_challenge, body.return_to)
        return Authorization(
            authorization_id=begun,
            url=f"{provider.settings.base}/franceconnect/start?authorization={begun}",
            expires_in=_seconds(AUTHORIZATION_LIFE),
        )

    return await run_in_threadpool(idempotent.run, begin, status=HTTPStatus.CREATED)


@router.delete(
    "/authorizations/{authorization_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response
)
def cancel_authorization(
    authorization_id: UUID, authorizations: AuthorizationsOf, idempotent: Idempotent
) -> Response:
    """Cancel an authorization: a later answer of the browser is not accepted."""
    return idempotent.run(
        lambda transaction: authorizations.cancel(transaction, authorization_id),
        status=HTTPStatus.NO_CONTENT,
    )


@router.post(
    "/exchange",
    response_model=Outcome,
    responses=documented(NOT_FOUND, VALIDATION_FAILED, FRANCECONNECT_EXPIRED, TOO_MANY_CODES),
)
def exchange_code(
    body: Exchange,
    *,
    request: Request,
    account_linking: AccountLinkingOf,
    authorizations: AuthorizationsOf,
    providers: ProvidersOf,
    idempotent: Idempotent,
) -> Response:
    """Exchange the one-time code for what comes next; the code works once."""
    provider = providers.for_request(request.scope)
    if provider is None:
        raise Problem(NOT_FOUND)

    def exchange(transaction: Transaction) -> BaseModel:
        person = authorizations.exchange(
            transaction, body.code.get_secret_value(), body.code_verifier.get_secret_value()
        )
        outcome: BaseModel = account_linking.outcome(
            transaction,
            person,
            base=provider.settings.base,
            address=address_of(request),
            device_name=body.device_name,
        )
        return outcome

    return idempotent.run(exchange, status=HTTPStatus.OK)


@router.post(
    "/enrolments",
    status_code=HTTPStatus.CREATED,
    response_model=Begun,
    responses=documented(VALIDATION_FAILED, FRANCECONNECT_EXPIRED, TOO_YOUNG, RATE_LIMITED),
)
def begin_enrolment(
    body: VouchedBeginning,
    *,
    request: Request,
    account_linking: AccountLinkingOf,
    rates: RatesOf,
    idempotent: Idempotent,
) -> Response:
    """Begin an enrolment with a vouched identity, which the person cannot change."""
    if earlier := idempotent.earlier_answer():
        return earlier
    rates.spend(Rate.BEGINNINGS, site_of(address_of(request)))

    def begin(transaction: Transaction) -> BaseModel:
        return account_linking.enrol(transaction, body.ticket.get_secret_value(), body.benefit)

    return idempotent.run(begin, status=HTTPStatus.CREATED)


@router.get("/link", responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED))
def read_link(person: Person, account_linking: AccountLinkingOf, store: StoreOf) -> Joined:
    """Return whether the account of the session is linked to FranceConnect."""
    with store.read() as transaction:
        return account_linking.joined(transaction, person.account_id)


@router.post(
    "/link",
    response_model=Joined | JoinProof,
    responses=documented(
        SESSION_EXPIRED,
        VALIDATION_FAILED,
        FRANCECONNECT_EXPIRED,
        FRANCECONNECT_MISMATCH,
        TOO_MANY_CODES,
    ),
)
def join_account(
    body: Joining,
    token: AccessToken,
    account_linking: AccountLinkingOf,
    sessions: SessionsOf,
    idempotent: Idempotent,
) -> Response:
    """Link the account of the session, an old account too, to FranceConnect: its password was given.

    Where one element differs, such as a sex that the register corrected, a code goes to the contact of the account
    first.
    """
    signed = sessions.recognise(token)
    return idempotent.run(
        lambda transaction: account_linking.join(
            transaction, signed.account_id, body.ticket.get_secret_value()
        ),
        status=HTTPStatus.OK,
        owner=token,
    )


@router.post(
    "/link/verification",
    response_model=Joined,
    responses=documented(
        SESSION_EXPIRED,
        VALIDATION_FAILED,
        NOT_FOUND,
        CODE_REFUSED,
        CODE_EXPIRED,
        CODE_EXHAUSTED,
        FRANCECONNECT_EXPIRED,
        FRANCECONNECT_MISMATCH,
    ),
)
def prove_joining(
    body: JoiningProof,
    token: AccessToken,
    account_linking: AccountLinkingOf,
    sessions: SessionsOf,
    idempotent: Idempotent,
) -> Response:
    """Verify the code that was sent to the contact of the account, and link the account."""
    signed = sessions.recognise(token)
    return idempotent.run(
        lambda transaction: account_linking.prove(
            transaction,
            signed.account_id,
            body.ticket.get_secret_value(),
            body.challenge_id,
            body.code.get_secret_value(),
        ),
        status=HTTPStatus.OK,
        owner=token,
    )


@router.post(
    "/link/resend",
    response_model=ChallengeState,
    responses=documented(
        SESSION_EXPIRED,
        VALIDATION_FAILED,
        NOT_FOUND,
        RESEND_TOO_SOON,
        TOO_MANY_CODES,
    ),
)
def resend_joining_code(
    body: JoiningCode,
    token: AccessToken,
    account_linking: AccountLinkingOf,
    sessions: SessionsOf,
    idempotent: Idempotent,
) -> Response:
    """Send a new code, which cancels the one before."""
    signed = sessions.recognise(token)
    return idempotent.run(
        lambda transaction: account_linking.resend(transaction, signed.account_id, body.challenge_id),
        status=HTTPStatus.OK,
        owner=token,
    )


@router.delete(
    "/link",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED),
)
def leave_franceconnect(
    person: Person, token: AccessToken, account_linking: AccountLinkingOf, idempotent: Idempotent
) -> Response:
    """Remove the link: FranceConnect no longer opens the account."""
    return idempotent.run(
        lambda transaction: account_linking.leave(transaction, person.account_id),
        status=HTTPStatus.NO_CONTENT,
        owner=token,
    )


def _seconds(life: timedelta) -> int:
    return int(life.total_seconds())
