"""/v1/migration: the migration of an old account, step by step."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.challenges.dependencies import ContactReaderOf
from server.challenges.fields import Verification
from server.challenges.rules import (
    CODE_EXHAUSTED,
    CODE_EXPIRED,
    CODE_REFUSED,
    RESEND_TOO_SOON,
    TOO_MANY_CODES,
)
from server.challenges.service import ChallengeState
from server.db import Store
from server.http.dependencies import StoreOf, service
from server.http.kinds import CHANGED_MEANWHILE, STEP_OUT_OF_ORDER, VALIDATION_FAILED
from server.http.problems import Problem, documented, invalid
from server.http.text_fields import TypedSecret
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate, Rates
from server.limits.rules import RATE_LIMITED
from server.migration.rules import MIGRATION_NOT_NEEDED, MigrationStep
from server.migration.service import Migrations
from server.migration.state import MigrationCompletion, MigrationState
from server.people.tables import Account
from server.reauthentication.dependencies import NewPasswordsOf, PasswordSaid, PasswordsOf, VerificationsOf
from server.rules.codes import Channel
from server.sessions.dependencies import AccessToken, SessionsOf, get_signed
from server.sessions.rules import SESSION_EXPIRED, Scope
from server.sessions.service import Signed

MigrationsOf = Annotated[Migrations, Depends(service(Migrations))]

router = APIRouter(
    prefix="/v1/migration",
    tags=["migration"],
    responses=documented(SESSION_EXPIRED, MIGRATION_NOT_NEEDED),
)

_OF_A_STEP = documented(STEP_OUT_OF_ORDER, MIGRATION_NOT_NEEDED, IDEMPOTENCY_CONFLICT)


def get_migrant(signed: Annotated[Signed, Depends(get_signed)]) -> Signed:
    """Return the session of the request, which must belong to an old account.

    Raises:
        Problem: `session_expired`, `migration_not_needed`.
    """
    if signed.scope is not Scope.MIGRATION:
        raise Problem(MIGRATION_NOT_NEEDED)
    return signed


Migrant = Annotated[Signed, Depends(get_migrant)]


class TermsAccepted(BaseModel):
    """The version that the person read and accepts."""

    version: str = Field(max_length=32)


class MigrationContact(BaseModel):
    """Where the code goes: a typed contact, or the one that the Caf knows."""

    channel: Channel
    destination: Annotated[TypedSecret, Field(max_length=320)] | None = None
    known: bool = Field(
        default=False, description="The known contact of that channel: no destination is read."
    )


class MigrationContactOutcome(BaseModel):
    """The migration, and the code that was sent."""

    migration: MigrationState
    challenge: ChallengeState


class SpouseSaid(BaseModel):
    """Whether the spouse may manage the file; null leaves it undecided ("Passer")."""

    spouse_authorised: bool | None


@router.get("")
def read_migration(signed: Migrant, migrations: MigrationsOf, store: StoreOf) -> MigrationState:
    """Return the state of the migration."""
    with store.read() as transaction:
        return migrations.describe(transaction, signed.account_id)


@router.post("/terms", response_model=MigrationState, responses=_OF_A_STEP | documented(CHANGED_MEANWHILE))
def accept_terms(
    body: TermsAccepted, signed: Migrant, migrations: MigrationsOf, idempotent: Idempotent
) -> Response:
    """Accept the terms in force; another version is refused with `changed_meanwhile`."""

    def accept(transaction: Transaction) -> MigrationState:
        draft = migrations.at_step(transaction, signed.account_id, MigrationStep.TERMS)
        migrations.accept_terms(draft, body.version)
        return _described(migrations, transaction, signed)

    return idempotent.run(accept, status=HTTPStatus.OK, owner=_owner(signed))


@router.post(
    "/password",
    response_model=MigrationState,
    responses=_OF_A_STEP | documented(VALIDATION_FAILED, RATE_LIMITED),
)
async def choose_migration_password(
    body: PasswordSaid,
    *,
    signed: Migrant,
    migrations: MigrationsOf,
    new_passwords: NewPasswordsOf,
    verifications: VerificationsOf,
    passwords: PasswordsOf,
    rates: RatesOf,
    store: StoreOf,
    idempotent: Idempotent,
) -> Response:
    """Choose the new password; the old one works until the completion."""
    if earlier := await run_in_threadpool(idempotent.earlier_answer, _owner(signed)):
        return earlier
    old = await run_in_threadpool(_old_hash, migrations, rates, store, signed.account_id)
    hashed = await new_passwords.hash_of(body.password)
    if await verifications.run(passwords.matches, old, body.password.get_secret_value()):
        raise invalid(("password", "same_as_old"))

    def take(transaction: Transaction) -> MigrationState:
        draft = migrations.at_step(transaction, signed.account_id, MigrationStep.PASSWORD)
        draft.password_hash = hashed
        return _described(migrations, transaction, signed)

    return await run_in_threadpool(idempotent.run, take, status=HTTPStatus.OK, owner=_owner(signed))


@router.post(
    "/contact",
    response_model=MigrationContactOutcome,
    responses=_OF_A_STEP | documented(VALIDATION_FAILED, RESEND_TOO_SOON, TOO_MANY_CODES),
)
def send_migration_code(
    body: MigrationContact,
    signed: Migrant,
    migrations: MigrationsOf,
    contact_reader: ContactReaderOf,
    idempotent: Idempotent,
) -> Response:
    """Give a contact, which is sent a code."""
    # Before the transaction: the libraries that read contacts are loaded at their first use.
    destination = (
        None if body.known else contact_reader.read(body.channel, body.destination, field="destination")
    )

    def send(transaction: Transaction) -> MigrationContactOutcome:
        draft = migrations.at_step(transaction, signed.account_id, MigrationStep.CONTACT)
        challenge = migrations.send_code(transaction, draft, body.channel, destination)
        return MigrationContactOutcome(
            migration=_described(migrations, transaction, signed), challenge=challenge
        )

    return idempotent.run(send, status=HTTPStatus.OK, owner=_owner(signed))


@router.post("/contact/skip", response_model=MigrationState, responses=_OF_A_STEP)
def skip_migration_contact(signed: Migrant, migrations: MigrationsOf, idempotent: Idempotent) -> Response:
    """Go on without a verified contact ("Passer cette étape"); the home screen reminds of it."""

    def skip(transaction: Transaction) -> MigrationState:
        draft = migrations.at_step(transaction, signed.account_id, MigrationStep.CONTACT)
        migrations.postpone_contact(draft)
        return _described(migrations, transaction, signed)

    return idempotent.run(skip, status=HTTPStatus.OK, owner=_owner(signed))


@router.post(
    "/contact/verification",
    response_model=MigrationState,
    responses=_OF_A_STEP | documented(VALIDATION_FAILED, CODE_REFUSED, CODE_EXPIRED, CODE_EXHAUSTED),
)
def verify_migration_contact(
    body: Verification, signed: Migrant, migrations: MigrationsOf, idempotent: Idempotent
) -> Response:
    """Verify the code; there are five tries."""

    def verify(transaction: Transaction) -> MigrationState:
        draft = migrations.at_step(transaction, signed.account_id, MigrationStep.CODE)
        migrations.verify(transaction, draft, body.code.get_secret_value())
        return _described(migrations, transaction, signed)

    return idempotent.run(verify, status=HTTPStatus.OK, owner=_owner(signed))


@router.post(
    "/contact/resend",
    response_model=ChallengeState,
    responses=_OF_A_STEP | documented(RESEND_TOO_SOON, TOO_MANY_CODES),
)
def resend_migration_code(signed: Migrant, migrations: MigrationsOf, idempotent: Idempotent) -> Response:
    """Send a new code, which cancels the one before."""

    def resend(transaction: Transaction) -> ChallengeState:
        draft = migrations.at_step(transaction, signed.account_id, MigrationStep.CODE)
        return migrations.resend(transaction, draft)

    return idempotent.run(resend, status=HTTPStatus.OK, owner=_owner(signed))


@router.post("/authorisation", response_model=MigrationState, responses=_OF_A_STEP)
def settle_migration_authorisation(
    body: SpouseSaid, signed: Migrant, migrations: MigrationsOf, idempotent: Idempotent
) -> Response:
    """Decide whether the spouse may manage the file, or leave it undecided; only the responsable of a couple can."""

    def settle(transaction: Transaction) -> MigrationState:
        draft = migrations.at_step(transaction, signed.account_id, MigrationStep.AUTHORISATIONS)
        migrations.settle_authorisation(transaction, draft, authorised=body.spouse_authorised)
        return _described(migrations, transaction, signed)

    return idempotent.run(settle, status=HTTPStatus.OK, owner=_owner(signed))


@router.post(
    "/completion",
    status_code=HTTPStatus.CREATED,
    response_model=MigrationCompletion,
    responses=_OF_A_STEP,
)
def complete_migration(
    token: AccessToken, migrations: MigrationsOf, sessions: SessionsOf, idempotent: Idempotent
) -> Response:
    """Complete the migration: this session ends with the old password, and a full session opens."""
    # Before the session is checked: a retry after a lost answer comes when the session has ended.
    if earlier := idempotent.earlier_answer(owner=token):
        return earlier
    signed = get_migrant(sessions.recognise(token))
    return idempotent.run(
        lambda transaction: migrations.complete(transaction, signed),
        status=HTTPStatus.CREATED,
        owner=token,
    )


def _described(migrations: Migrations, transaction: Transaction, signed: Signed) -> MigrationState:
    transaction.flush()
    return migrations.describe(transaction, signed.account_id)


def _owner(signed: Signed) -> str:
    # Not the token, which may have been refreshed between two tries.
    return str(signed.session_id)


def _old_hash(migrations: Migrations, rates: Rates, store: Store, account_id: UUID) -> str:
    with store.write() as transaction:
        migrations.at_step(transaction, account_id, MigrationStep.PASSWORD)
        old = transaction.get_one(Account, account_id).password_hash
    rates.spend(Rate.PASSWORDS, str(account_id))
    return old
