"""`/v1/me/uploads`: documents that a person sends, and what is asked of them."""

from datetime import date, datetime
from typing import Literal

from api_client.auth import SessionKeeper
from api_client.model import Model
from api_client.scans import SentFile, SentFiles
from api_client.transport import Call

RefusalReason = Literal["unreadable", "incomplete", "wrong_document", "out_of_date", "other_person"]

_PATH = ("v1", "me", "uploads")


class Upload(SentFile):
    """A document that is sent, as far as it was received.

    Attributes:
        document: the code of its kind.
        file_id: the file that it is for; None where it is for a request.
        reason: why the fund refused it.
    """

    upload_id: str
    file_id: str | None
    document: str
    state: Literal["uploading", "sent", "accepted", "refused"]
    reason: RefusalReason | None
    sent_at: datetime | None
    settled_at: datetime | None

    @property
    def id(self) -> str:
        """What it is called by."""
        return self.upload_id

    @property
    def under_way(self) -> bool:
        """Whether a part of it has not arrived."""
        return self.state == "uploading"


class AskingRequest(Model):
    """A request that waits for a document."""

    request_id: str
    reference: str
    title: str


class AskedDocument(Model):
    """A document that is asked for, until a day, by a file or by requests.

    `label` is the fund's own word for it, where a request asks.
    """

    document: str
    label: str | None
    until: date | None
    requests: tuple[AskingRequest, ...]


class UploadList(Model):
    """What is asked for, the most urgent first, and what was sent, the newest first."""

    asked: tuple[AskedDocument, ...]
    items: tuple[Upload, ...]


class _NewUpload(Model):
    file_name: str
    size: int
    document: str
    file_id: str | None


class Uploads(SentFiles[Upload]):
    """The documents of the person who is signed in."""

    def __init__(self, keeper: SessionKeeper) -> None:
        super().__init__(Upload, keeper, *_PATH)
        self._keeper = keeper

    async def all(self, file_id: str | None = None) -> UploadList:
        """Ask what is asked for and what was sent, for a file and for no file.

        Raises:
            DoorClosed: what the file lacks is not this person's to see.
        """
        query: dict[str, str | int] | None = {"file_id": file_id} if file_id is not None else None
        return UploadList.read(await self._keeper.send(Call.of("GET", *_PATH, query=query)))

    async def start(self, document: str, file_name: str, size: int, file_id: str | None = None) -> Upload:
        """Announce a document of `size` bytes.

        Raises:
            ScanRefused: `scan_too_large`.
            DoorClosed: the file is not this person's to look after.
        """
        body = _NewUpload(file_name=file_name, size=size, document=document, file_id=file_id)
        return Upload.read(await self._keeper.send(Call.of("POST", *_PATH, body=body)))
