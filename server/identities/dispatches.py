"""Enrolments whose holder the fund has to look at, as it hears of them."""

from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.feature import Act, Dispatchable, DispatchFile, Told
from server.identities.tables import Identity
from server.people.reach import Limit, Reach, limit_of
from server.people.tables import Account, is_replaced
from server.rules.civil_status import PlaceKind
from server.rules.documents import DocumentKind, Verdict
from server.scans.service import Scans
from server.services import Services

ENROLMENT = "enrolment"
TO_LOOK_AT = (Limit.DOCUMENT_TO_CHECK, Limit.SCAN_TO_CHECK, Limit.NUMBER_TO_CHECK)


class DispatchedEnrolment(BaseModel):
    """What the holder of an account gave; the scans of their document are its files. `limit` is why it waits."""

    account_id: UUID
    birth_name: str
    used_name: str | None
    birth_place_kind: PlaceKind
    birth_place_code: str
    document: DocumentKind
    number: str | None = Field(repr=False)
    verdict: Verdict
    limit: Limit | None
    benefit: str | None


def _read(services: Services, transaction: Transaction, act: Act) -> Told | None:
    account = transaction.get(Account, act.subject_id)
    identity = transaction.get(Identity, act.subject_id)
    if account is None or identity is None or is_replaced(account):
        return None
    scans = [each for each in identity.scans if each.media_type]
    limited = account.reach is Reach.LIMITED
    content = DispatchedEnrolment(
        account_id=account.id,
        birth_name=identity.birth_name,
        used_name=identity.used_name,
        birth_place_kind=identity.birth_place_kind,
        birth_place_code=identity.birth_place_code,
        document=identity.document_kind,
        number=identity.document_number,
        verdict=identity.verdict,
        limit=limit_of(identity.verdict, scanned=bool(scans)) if limited else None,
        benefit=identity.benefit,
    )
    files = tuple(
        DispatchFile(each.file_name, each.size, each.media_type or "", services[Scans].path_of(each))
        for each in scans
    )
    return Told(content, files)


DISPATCHABLE = (Dispatchable(ENROLMENT, DispatchedEnrolment, _read),)
