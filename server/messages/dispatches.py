"""What people write, as the fund hears of it."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session as Transaction

from server.feature import Act, Dispatchable, DispatchFile, Told
from server.http.problems import Problem
from server.messages.rules import DISPATCH_KIND
from server.messages.service import AttachableFiles
from server.messages.tables import Message, Thread
from server.services import Services


class DispatchedMessage(BaseModel):
    """A message, with the thread in which it is answered."""

    message_id: UUID
    thread_id: UUID
    subject: str
    at: datetime
    paragraphs: list[str]


def _read(services: Services, transaction: Transaction, act: Act) -> Told | None:
    message = transaction.get(Message, act.subject_id)
    if message is None:
        return None
    content = DispatchedMessage(
        message_id=message.id,
        thread_id=message.thread_id,
        subject=transaction.get_one(Thread, message.thread_id).subject,
        at=message.at,
        paragraphs=message.paragraphs,
    )
    files = services[AttachableFiles]
    found = []
    for each in message.attachments:
        try:
            if each.upload_id is not None:
                found.append(DispatchFile(*files.file(transaction, each.upload_id)))
        except Problem:
            continue  # it is not kept any more
    return Told(content, tuple(found))


DISPATCHABLE = (Dispatchable(DISPATCH_KIND, DispatchedMessage, _read),)
