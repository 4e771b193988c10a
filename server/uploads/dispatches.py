"""Uploads, as the fund hears of them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session as Transaction

from server.feature import Act, Dispatchable, DispatchFile, Told
from server.services import Services
from server.uploads.rules import DISPATCH_KIND, UploadState
from server.uploads.service import Uploads
from server.uploads.tables import Upload


class DispatchedUpload(BaseModel):
    """A document that a person sent, with the code of its kind."""

    upload_id: UUID
    document: str
    state: UploadState
    sent_at: datetime | None


def _read(services: Services, transaction: Transaction, act: Act) -> Told | None:
    upload = transaction.get(Upload, act.subject_id)
    if upload is None or upload.state is UploadState.UPLOADING:
        return None
    content = DispatchedUpload(
        upload_id=upload.id, document=upload.document, state=upload.state, sent_at=upload.sent_at
    )
    return Told(content, (DispatchFile(*services[Uploads].file(transaction, upload.id)),))


DISPATCHABLE = (Dispatchable(DISPATCH_KIND, DispatchedUpload, _read),)
