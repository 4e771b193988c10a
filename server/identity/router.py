"""/v1/me/identity: the identity of the holder, as far as it is proved, and documents to prove it."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session as Transaction

from hosting.addresses import site_of
from server.http.dependencies import ClockOf, StoreOf, address_of
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.identities.dependencies import DocumentCheckerOf, HoldersOf
from server.identities.documents import CheckerUnavailable
from server.identities.fields import DocumentSaid, read_document
from server.identities.holders import is_scanned, status_of
from server.identities.rules import DOCUMENT_REFUSED
from server.identities.tables import Identity
from server.identity.rules import IDENTITY_CHECKED
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.people.reach import Limit, Reach, limit_of
from server.people.tables import Account
from server.rules.documents import DocumentKind, Verdict, masked_number
from server.scans.dependencies import PieceOf, ScansOf, UploadOffset
from server.scans.fields import APPENDED, APPENDING, ScanSaid
from server.scans.rules import SCAN_TOO_LARGE
from server.scans.service import Scan, ScanHeld
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/me/identity",
    tags=["identity"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED),
)

_CHANGES = documented(IDENTITY_CHECKED, IDEMPOTENCY_CONFLICT)


class HeldIdentity(BaseModel):
    """What is known of the identity of the holder.

    `limit` says why the account is of limited reach. `document` and `verdict` are null where no document was given.
    `checked_again_at` is the time of the next check of a document that could not be checked. `scans` are those sent.
    """

    reach: Reach
    limit: Limit | None
    document: DocumentKind | None
    masked_number: str | None
    verdict: Verdict | None
    checked_again_at: datetime | None
    scans: list[Scan]


@router.get("")
def read_identity(person: Person, store: StoreOf) -> HeldIdentity:
    """Return the identity of the holder, as far as it is proved."""
    with store.read() as transaction:
        return _described(transaction, person.account_id)


@router.put(
    "",
    response_model=HeldIdentity,
    responses=_CHANGES | documented(VALIDATION_FAILED, DOCUMENT_REFUSED, RATE_LIMITED),
)
def put_document(
    body: DocumentSaid,
    *,
    person: Person,
    holders: HoldersOf,
    documents: DocumentCheckerOf,
    rates: RatesOf,
    store: StoreOf,
    clock: ClockOf,
    idempotent: Idempotent,
) -> Response:
    """Give the number of another document, which is checked, or say that there is none."""
    owner = str(person.account_id)
    if earlier := idempotent.earlier_answer(owner=owner):
        return earlier
    document = None if body.kind is DocumentKind.NONE else read_document(body)
    with store.read() as transaction:
        holder = status_of(*_unproved(transaction, person.account_id, locked=False))
    verdict = Verdict.SCAN_ASKED
    if document is not None:
        rates.spend(Rate.DOCUMENT_CHECKS, owner)
        # The checker may be slow: it is asked outside the writing transaction.
        try:
            verdict = documents.check(document, holder, clock.now().date())
        except CheckerUnavailable:
            verdict = Verdict.TO_CHECK
        if verdict not in {Verdict.VERIFIED, Verdict.TO_CHECK}:
            raise Problem(DOCUMENT_REFUSED, verdict=verdict)

    def take(transaction: Transaction) -> HeldIdentity:
        _, identity = _unproved(transaction, person.account_id)
        identity.document_kind = body.kind
        identity.document_number = document.number if document else None
        holders.settle(transaction, person.account_id, verdict)
        holders.hand_over(transaction, person.account_id)
        return _described(transaction, person.account_id)

    return idempotent.run(take, status=HTTPStatus.OK, owner=owner)


@router.post(
    "/scans",
    status_code=HTTPStatus.CREATED,
    response_model=Scan,
    responses=_CHANGES | documented(VALIDATION_FAILED, SCAN_TOO_LARGE, RATE_LIMITED),
)
def create_identity_scan(
    body: ScanSaid,
    *,
    person: Person,
    request: Request,
    scans: ScansOf,
    rates: RatesOf,
    idempotent: Idempotent,
) -> Response:
    """Announce a scan of a document."""
    owner = str(person.account_id)
    if earlier := idempotent.earlier_answer(owner=owner):
        return earlier
    rates.spend(Rate.SCANS, site_of(address_of(request)))

    def begin(transaction: Transaction) -> Scan:
        _, identity = _unproved(transaction, person.account_id)
        return scans.begin(transaction, identity, body.file_name, body.size)

    return idempotent.run(begin, status=HTTPStatus.CREATED, owner=owner)


@router.patch(
    "/scans/{scan_id}",
    response_model=Scan,
    responses=_CHANGES | APPENDING,
    openapi_extra=APPENDED,
)
def append_to_identity_scan(
    scan_id: UUID, *, upload_offset: UploadOffset, person: Person, holders: HoldersOf, piece: PieceOf
) -> Response:
    """Send the next piece, 256 KiB at most; after the last one the fund can look at the scan."""

    def settle(transaction: Transaction, identity: Identity, scan: Scan) -> Scan:
        if scan.state == "complete" and identity.verdict is not Verdict.TO_CHECK:
            holders.settle(transaction, person.account_id, Verdict.SCAN_ASKED)
        if scan.state == "complete":
            holders.hand_over(transaction, person.account_id)
        return scan

    return piece.append(
        scan_id,
        upload_offset,
        requester=str(person.account_id),
        read_owner=lambda transaction: _unproved(transaction, person.account_id, locked=False)[1],
        lock_owner=lambda transaction: _unproved(transaction, person.account_id)[1],
        answer=settle,
    )


@router.get("/scans/{scan_id}")
def read_identity_scan(scan_id: UUID, person: Person, scans: ScansOf, store: StoreOf) -> ScanHeld:
    """Return the size and the digest of what was received: a restarted program recognises by them the file it sent."""
    with store.read() as transaction:
        identity = transaction.get(Identity, person.account_id)
        if identity is None:
            raise Problem(NOT_FOUND)
        return scans.held(scans.find(identity, scan_id))


@router.delete(
    "/scans/{scan_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response, responses=_CHANGES
)
def remove_identity_scan(scan_id: UUID, person: Person, scans: ScansOf, idempotent: Idempotent) -> Response:
    """Erase a scan."""

    def remove(transaction: Transaction) -> None:
        _, identity = _unproved(transaction, person.account_id)
        scans.remove(transaction, [scans.find(identity, scan_id)])

    return idempotent.run(remove, status=HTTPStatus.NO_CONTENT, owner=str(person.account_id))


def _unproved(transaction: Transaction, account_id: UUID, *, locked: bool = True) -> tuple[Account, Identity]:
    """Return the account, and its identity that is still to be proved.

    Raises:
        Problem: `identity_checked` where there is nothing left to prove.
    """
    account = transaction.get_one(Account, account_id, with_for_update=locked)
    identity = transaction.get(Identity, account_id)
    if account.reach is Reach.FULL or identity is None or identity.verdict is Verdict.VERIFIED:
        raise Problem(IDENTITY_CHECKED)
    return account, identity


def _described(transaction: Transaction, account_id: UUID) -> HeldIdentity:
    account = transaction.get_one(Account, account_id)
    identity = transaction.get(Identity, account_id)
    if identity is None:
        return HeldIdentity(
            reach=account.reach,
            limit=None,
            document=None,
            masked_number=None,
            verdict=None,
            checked_again_at=None,
            scans=[],
        )
    limited = account.reach is Reach.LIMITED
    return HeldIdentity(
        reach=account.reach,
        limit=limit_of(identity.verdict, scanned=is_scanned(identity)) if limited else None,
        document=identity.document_kind,
        masked_number=masked_number(identity.document_number) if identity.document_number else None,
        verdict=identity.verdict,
        checked_again_at=identity.check_at if limited else None,
        scans=[Scan.of(scan) for scan in identity.scans],
    )
