"""`/v1/me/identity`: how far it is proved who the holder of the account is, and another document to prove it by."""

from datetime import datetime
from typing import Literal

from api_client.auth import SessionKeeper
from api_client.enrolments import DocumentKind
from api_client.model import Model, Secret, secret
from api_client.scans import Scan, Scans
from api_client.transport import Call

Reach = Literal["full", "limited"]
Limit = Literal[
    "document_to_check", "scan_to_check", "document_wanted", "document_refused", "number_to_check"
]

_PATH = ("v1", "me", "identity")


class HeldIdentity(Model):
    """How far the identity of the holder is known; `document` is None where the fund opened the account.

    Attributes:
        limit: why the account is of limited reach; None for a full one.
        checked_again_at: when a document that could not be checked is checked again.
    """

    reach: Reach
    limit: Limit | None
    document: DocumentKind | Literal["franceconnect"] | None
    masked_number: str | None
    verdict: Literal["verified", "to_check", "scan_asked", "not_found", "mismatch", "expired"] | None
    checked_again_at: datetime | None
    scans: tuple[Scan, ...]


class _Document(Model):
    kind: DocumentKind
    number: Secret | None


class HeldIdentities:
    """The identity of the person who is signed in, as far as it is proved.

    Attributes:
        scans: the pictures of the document.
    """

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper
        self.scans = Scans(keeper, *_PATH, "scans")

    async def get(self) -> HeldIdentity:
        """Ask how far it is proved."""
        return HeldIdentity.read(await self._keeper.send(Call.of("GET", *_PATH)))

    async def document(self, kind: DocumentKind, number: str | None = None) -> HeldIdentity:
        """Give another document by its number; kind `none` takes no number, and a scan may be sent.

        Raises:
            DocumentRefused: with its `verdict`; what was known before stays.
            Refused: `validation_failed`, the field is `number`; `identity_checked` where nothing is to be proved.
        """
        body = _Document(kind=kind, number=secret(number))
        return HeldIdentity.read(await self._keeper.send(Call.of("PUT", *_PATH, body=body)))
