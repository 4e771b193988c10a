"""Letters: what stands on a message of the fund as a tagged PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.messages import text
from server.messages.tables import Message, Thread
from server.people.tables import Account, File
from server.typesetting import Drawing
from server.typesetting.french import day

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def letter(transaction: Transaction, account_id: UUID, message: Message) -> Drawing:
    """Return a letter to be drawn."""
    return Drawing("server.messages", "letter.typ", _facts(transaction, account_id, message))


def _facts(transaction: Transaction, account_id: UUID, message: Message) -> dict[str, Any]:
    """Return what stands on a letter: to whom a letter of a file is written is its number alone."""
    thread = transaction.get_one(Thread, message.thread_id)
    file = transaction.get(File, thread.file_id) if thread.file_id else None
    account = transaction.get_one(Account, account_id) if thread.account_id is not None else None
    to = [(text.TO, [f"{account.first_names[0]} {account.last_name}"])] if account else []
    number = [(text.FILE_NUMBER, [file.number])] if file else []
    return {
        "title": thread.subject,
        "issuer": text.ISSUER,
        "footer": f"{text.ISSUER} · {thread.subject}",
        "facts": [*to, *number, (text.WRITTEN_ON, [day(message.at.isoformat())])],
        "paragraphs": message.paragraphs,
    }
