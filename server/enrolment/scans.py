"""/v1/enrolments/current/scans: scans of documents, sent in pieces."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session as Transaction

from hosting.addresses import site_of
from server.enrolment.dependencies import EnrolmentsOf
from server.enrolment.rules import Step
from server.http.dependencies import StoreOf, address_of
from server.http.kinds import STEP_OUT_OF_ORDER, VALIDATION_FAILED
from server.http.problems import documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.scans.dependencies import PieceOf, ScansOf, UploadOffset
from server.scans.fields import APPENDED, APPENDING, ScanSaid
from server.scans.rules import SCAN_TOO_LARGE
from server.scans.service import Scan, ScanHeld
from server.sessions.dependencies import AccessToken
from server.sessions.rules import SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/enrolments/current/scans",
    tags=["enrolments"],
    responses=documented(SESSION_EXPIRED, STEP_OUT_OF_ORDER, IDEMPOTENCY_CONFLICT),
)


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_model=Scan,
    responses=documented(VALIDATION_FAILED, SCAN_TOO_LARGE, RATE_LIMITED),
)
def create_scan(
    body: ScanSaid,
    *,
    token: AccessToken,
    request: Request,
    enrolments: EnrolmentsOf,
    scans: ScansOf,
    rates: RatesOf,
    idempotent: Idempotent,
) -> Response:
    """Announce a scan."""
    if earlier := idempotent.earlier_answer(owner=token):
        return earlier
    rates.spend(Rate.SCANS, site_of(address_of(request)))

    def begin(transaction: Transaction) -> Scan:
        draft = enrolments.at_step(transaction, token, Step.IDENTITY)
        return scans.begin(transaction, draft, body.file_name, body.size)

    return idempotent.run(begin, status=HTTPStatus.CREATED, owner=token)


@router.patch(
    "/{scan_id}",
    response_model=Scan,
    responses=APPENDING,
    openapi_extra=APPENDED,
)
def append_to_scan(
    scan_id: UUID,
    *,
    upload_offset: UploadOffset,
    token: AccessToken,
    enrolments: EnrolmentsOf,
    piece: PieceOf,
) -> Response:
    """Send the next piece, 256 KiB at most; with the last one the whole file is judged.

    The file is kept without what comes before or after the picture or the document.
    """
    return piece.append(
        scan_id,
        upload_offset,
        requester=token,
        read_owner=lambda transaction: enrolments.find(transaction, token, locked=False),
        lock_owner=lambda transaction: enrolments.at_step(transaction, token, Step.IDENTITY),
    )


@router.get("/{scan_id}")
def read_scan(
    scan_id: UUID, token: AccessToken, enrolments: EnrolmentsOf, scans: ScansOf, store: StoreOf
) -> ScanHeld:
    """Return the size and the digest of what was received: a restarted program recognises by them the file it sent."""
    with store.read() as transaction:
        draft = enrolments.find(transaction, token, locked=False)
        return scans.held(scans.find(draft, scan_id))


@router.delete("/{scan_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def remove_scan(
    scan_id: UUID, token: AccessToken, enrolments: EnrolmentsOf, scans: ScansOf, idempotent: Idempotent
) -> Response:
    """Erase a scan."""

    def remove(transaction: Transaction) -> None:
        draft = enrolments.at_step(transaction, token, Step.IDENTITY)
        scans.remove(transaction, [scans.find(draft, scan_id)])

    return idempotent.run(remove, status=HTTPStatus.NO_CONTENT, owner=token)
