"""/v1/enrolments: enrolment, step by step."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session as Transaction

from hosting.addresses import site_of
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
from server.enrolment.civil_status import CivilStatusSaid, read_civil_status
from server.enrolment.completion import Completion
from server.enrolment.dependencies import CompletionsOf, EnrolmentsOf
from server.enrolment.fields import (
    CivilStatusOutcome,
    ContactOutcome,
    ContactSaid,
    EnrolmentBeginning,
    Resumed,
    ResumptionProof,
)
from server.enrolment.rules import BIRTH_DATE_REQUIRED, NAME_REQUIRED, Step
from server.enrolment.service import Enrolments
from server.enrolment.state import Begun, EnrolmentState, Resumption, civil_status_of, pivot_of
from server.http.dependencies import ClockOf, StoreOf, address_of
from server.http.kinds import STEP_OUT_OF_ORDER, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.identities.dependencies import DocumentCheckerOf
from server.identities.documents import CheckerUnavailable
from server.identities.fields import DocumentSaid, read_document
from server.identities.rules import DOCUMENT_REFUSED, TOO_YOUNG
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate, Rates
from server.limits.rules import RATE_LIMITED
from server.reauthentication.dependencies import NewPasswordsOf, PasswordSaid
from server.rules.civil_status import AGE_LIMIT, questions, too_young
from server.rules.documents import DocumentKind, Verdict
from server.sessions.dependencies import AccessToken
from server.sessions.rules import SESSION_EXPIRED

router = APIRouter(prefix="/v1/enrolments", tags=["enrolments"], responses=documented(IDEMPOTENCY_CONFLICT))

_OF_A_STEP = documented(SESSION_EXPIRED, STEP_OUT_OF_ORDER, IDEMPOTENCY_CONFLICT)
_CODE_REFUSALS = (VALIDATION_FAILED, CODE_REFUSED, CODE_EXPIRED, CODE_EXHAUSTED)
_SEND_REFUSALS = (RESEND_TOO_SOON, TOO_MANY_CODES, RATE_LIMITED)


@router.post("", status_code=HTTPStatus.CREATED, response_model=Begun, responses=documented(RATE_LIMITED))
def create_enrolment(
    body: EnrolmentBeginning,
    request: Request,
    enrolments: EnrolmentsOf,
    rates: RatesOf,
    idempotent: Idempotent,
) -> Response:
    """Begin an enrolment."""
    if earlier := idempotent.earlier_answer():
        return earlier
    rates.spend(Rate.BEGINNINGS, site_of(address_of(request)))

    def begin(transaction: Transaction) -> Begun:
        draft, token = enrolments.begin(transaction, body.benefit)
        state = enrolments.describe(transaction, draft)
        return Begun(enrolment_id=draft.id, token=token, enrolment=state)

    return idempotent.run(begin, status=HTTPStatus.CREATED)


@router.get("/current", responses=documented(SESSION_EXPIRED))
def read_enrolment(token: AccessToken, enrolments: EnrolmentsOf, store: StoreOf) -> EnrolmentState:
    """Return the draft."""
    with store.read() as transaction:
        return enrolments.describe(transaction, enrolments.find(transaction, token, locked=False))


@router.delete(
    "/current",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(SESSION_EXPIRED),
)
def abandon_enrolment(token: AccessToken, enrolments: EnrolmentsOf, idempotent: Idempotent) -> Response:
    """Erase the draft and its scans."""

    def abandon(transaction: Transaction) -> None:
        enrolments.abandon(transaction, enrolments.find(transaction, token))

    return idempotent.run(abandon, status=HTTPStatus.NO_CONTENT, owner=token)


@router.put(
    "/current/civil-status",
    response_model=CivilStatusOutcome,
    responses=_OF_A_STEP | documented(VALIDATION_FAILED, TOO_YOUNG),
)
def put_civil_status(
    body: CivilStatusSaid,
    token: AccessToken,
    enrolments: EnrolmentsOf,
    clock: ClockOf,
    idempotent: Idempotent,
) -> Response:
    """Give the civil status. Where the NIR disagrees, the person is asked; `confirmed` answers."""
    today = clock.now().date()

    def take(transaction: Transaction) -> CivilStatusOutcome:
        draft = enrolments.at_step(transaction, token, Step.CIVIL_STATUS)
        status = read_civil_status(body, today, pivot_of(draft))
        if too_young(status.birth_date, today):
            raise Problem(TOO_YOUNG, age_limit=AGE_LIMIT)
        asked = [] if body.confirmed else questions(status)
        if not asked:
            enrolments.take_civil_status(transaction, draft, status)
            transaction.flush()
        return CivilStatusOutcome(enrolment=enrolments.describe(transaction, draft), questions=asked)

    return idempotent.run(take, status=HTTPStatus.OK, owner=token)


@router.put(
    "/current/identity",
    response_model=EnrolmentState,
    responses=_OF_A_STEP | documented(VALIDATION_FAILED, DOCUMENT_REFUSED, RATE_LIMITED),
)
def put_identity(
    body: DocumentSaid,
    *,
    token: AccessToken,
    enrolments: EnrolmentsOf,
    documents: DocumentCheckerOf,
    rates: RatesOf,
    store: StoreOf,
    clock: ClockOf,
    idempotent: Idempotent,
) -> Response:
    """Give the number of an identity document, which is checked, or say that there is none."""
    if earlier := idempotent.earlier_answer(owner=token):
        return earlier
    if body.kind is DocumentKind.NONE:

        def take_none(transaction: Transaction) -> EnrolmentState:
            draft = enrolments.at_step(transaction, token, Step.IDENTITY)
            enrolments.take_no_document(draft)
            return enrolments.describe(transaction, draft)

        return idempotent.run(take_none, status=HTTPStatus.OK, owner=token)

    # The checker may be slow: it is asked outside the writing transaction.
    with store.write() as transaction:
        draft = enrolments.at_step(transaction, token, Step.IDENTITY)
        holder = civil_status_of(draft)
        assert holder is not None  # noqa: S101 - the civil status was given before
        whose = str(draft.id)
    document = read_document(body)
    rates.spend(Rate.DOCUMENT_CHECKS, whose)
    try:
        verdict = documents.check(document, holder, clock.now().date())
    except CheckerUnavailable:
        verdict = Verdict.TO_CHECK
    if verdict not in {Verdict.VERIFIED, Verdict.TO_CHECK}:
        raise Problem(DOCUMENT_REFUSED, verdict=verdict)

    def take(transaction: Transaction) -> EnrolmentState:
        draft = enrolments.at_step(transaction, token, Step.IDENTITY)
        enrolments.take_document(transaction, draft, document, holder, verdict)
        transaction.flush()
        return enrolments.describe(transaction, draft)

    return idempotent.run(take, status=HTTPStatus.OK, owner=token)


@router.post("/current/identity/continue", response_model=EnrolmentState, responses=_OF_A_STEP)
def continue_without_document(
    token: AccessToken, enrolments: EnrolmentsOf, idempotent: Idempotent
) -> Response:
    """Go on without a document, with or without scans."""

    def settle(transaction: Transaction) -> EnrolmentState:
        draft = enrolments.at_step(transaction, token, Step.IDENTITY)
        enrolments.settle_identity(draft)
        return enrolments.describe(transaction, draft)

    return idempotent.run(settle, status=HTTPStatus.OK, owner=token)


@router.put(
    "/current/contact",
    response_model=ContactOutcome,
    responses=_OF_A_STEP | documented(VALIDATION_FAILED, CODE_REFUSED, *_SEND_REFUSALS),
)
def put_contact(
    body: ContactSaid,
    *,
    token: AccessToken,
    request: Request,
    enrolments: EnrolmentsOf,
    contact_reader: ContactReaderOf,
    idempotent: Idempotent,
) -> Response:
    """Give a contact, which is sent a code."""
    # Before the transaction: the libraries that read contacts are loaded at their first use.
    destination = contact_reader.read(body.channel, body.value, field="value")
    asker = enrolments.asker(destination, address_of(request), body.received)

    def take(transaction: Transaction) -> ContactOutcome:
        draft = enrolments.at_step(transaction, token, Step.CONTACT)
        challenge = enrolments.take_contact(transaction, draft, body.channel, destination, asker)
        transaction.flush()
        return ContactOutcome(enrolment=enrolments.describe(transaction, draft), challenge=challenge)

    return idempotent.run(take, status=HTTPStatus.OK, owner=token)


@router.post(
    "/current/contact/verification",
    response_model=EnrolmentState,
    responses=_OF_A_STEP | documented(*_CODE_REFUSALS),
)
def verify_contact(
    body: Verification, token: AccessToken, request: Request, enrolments: EnrolmentsOf, idempotent: Idempotent
) -> Response:
    """Verify the code; there are five tries."""

    def verify(transaction: Transaction) -> EnrolmentState:
        draft = enrolments.at_step(transaction, token, Step.CODE)
        enrolments.verify_contact(transaction, draft, body.code.get_secret_value(), address_of(request))
        return enrolments.describe(transaction, draft)

    return idempotent.run(verify, status=HTTPStatus.OK, owner=token)


@router.post(
    "/current/contact/resend",
    response_model=ChallengeState,
    responses=_OF_A_STEP | documented(*_SEND_REFUSALS),
)
def resend_contact_code(token: AccessToken, enrolments: EnrolmentsOf, idempotent: Idempotent) -> Response:
    """Send a new code, which cancels the one before."""

    def resend(transaction: Transaction) -> ChallengeState:
        return enrolments.resend(transaction, enrolments.at_step(transaction, token, Step.CODE))

    return idempotent.run(resend, status=HTTPStatus.OK, owner=token)


@router.put(
    "/current/password",
    response_model=EnrolmentState,
    responses=_OF_A_STEP | documented(VALIDATION_FAILED, RATE_LIMITED),
)
async def put_password(
    body: PasswordSaid,
    *,
    token: AccessToken,
    enrolments: EnrolmentsOf,
    new_passwords: NewPasswordsOf,
    rates: RatesOf,
    store: StoreOf,
    idempotent: Idempotent,
) -> Response:
    """Choose the password."""
    if earlier := await run_in_threadpool(idempotent.earlier_answer, token):
        return earlier
    await run_in_threadpool(_spend_password, enrolments, rates, store, token)
    hashed = await new_passwords.hash_of(body.password)

    def take(transaction: Transaction) -> EnrolmentState:
        draft = enrolments.at_step(transaction, token, Step.PASSWORD)
        draft.password_hash = hashed
        return enrolments.describe(transaction, draft)

    return await run_in_threadpool(idempotent.run, take, status=HTTPStatus.OK, owner=token)


@router.post(
    "/current/completion",
    status_code=HTTPStatus.CREATED,
    response_model=Completion,
    responses=_OF_A_STEP,
)
def complete_enrolment(token: AccessToken, completions: CompletionsOf, idempotent: Idempotent) -> Response:
    """Make the account; a repeated request gets the same answer."""
    return idempotent.run(
        lambda transaction: completions.complete(transaction, token),
        status=HTTPStatus.CREATED,
        owner=token,
    )


@router.post(
    "/resumptions",
    status_code=HTTPStatus.ACCEPTED,
    response_model=Resumption,
    responses=documented(VALIDATION_FAILED, CODE_REFUSED, *_SEND_REFUSALS),
)
def create_resumption(
    body: ContactSaid,
    *,
    request: Request,
    enrolments: EnrolmentsOf,
    contact_reader: ContactReaderOf,
    rates: RatesOf,
    idempotent: Idempotent,
) -> Response:
    """Resume a draft on another device, by its contact. The answer is the same where there is no draft."""
    if earlier := idempotent.earlier_answer():
        return earlier
    destination = contact_reader.read(body.channel, body.value, field="value")
    asker = enrolments.asker(destination, address_of(request), body.received)
    rates.spend(Rate.BEGINNINGS, site_of(address_of(request)))
    return idempotent.run(
        lambda transaction: enrolments.ask_resumption(transaction, body.channel, destination, asker),
        status=HTTPStatus.ACCEPTED,
    )


@router.post(
    "/resumptions/{resumption_id}/verification",
    response_model=Resumed,
    responses=documented(*_CODE_REFUSALS, BIRTH_DATE_REQUIRED, NAME_REQUIRED),
)
def verify_resumption(
    resumption_id: UUID,
    body: ResumptionProof,
    request: Request,
    enrolments: EnrolmentsOf,
    idempotent: Idempotent,
) -> Response:
    """Verify the code and the person's own data: the draft goes on with a new token."""

    def resume(transaction: Transaction) -> Resumed:
        draft, token = enrolments.resume(transaction, resumption_id, body.claim, address_of(request))
        return Resumed(token=token, enrolment=enrolments.describe(transaction, draft))

    return idempotent.run(resume, status=HTTPStatus.OK)


def _spend_password(enrolments: Enrolments, rates: Rates, store: Store, token: str) -> None:
    with store.write() as transaction:
        whose = str(enrolments.at_step(transaction, token, Step.PASSWORD).id)
    rates.spend(Rate.PASSWORDS, whose)
