"""What an export holds of messages: a person's own threads, and the letters of the files that are open to them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.feature import ExportTable
from server.messages.rules import Sender
from server.messages.tables import Message, Thread, ThreadCopy
from server.messages.text import MESSAGES, OF_FILE, SENDERS
from server.people.doors import Door
from server.people.export import opens
from server.typesetting.french import moment

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member


def export_own(transaction: Transaction, account_id: UUID) -> list[dict[str, Any]]:
    """Return the person's own threads, the newest first."""
    return _threads(transaction, account_id)


def export_of_file(transaction: Transaction, member: Member) -> list[dict[str, Any]] | None:
    """Return the letters of a file, the newest first; None behind a closed door."""
    return _threads(transaction, member.id) if opens(member, Door.REQUESTS) else None


def table_of_own(threads: list[dict[str, Any]]) -> ExportTable:
    """Return the table of the export's document."""
    return _table(MESSAGES, threads)


def table_of_file(threads: list[dict[str, Any]] | None) -> ExportTable:
    """Return the table of the export's document, in the section of the file."""
    return _table(OF_FILE, threads or [])


def _threads(transaction: Transaction, reader_id: UUID) -> list[dict[str, Any]]:
    """Return the threads of a reader, all read at once."""
    query = (
        select(Message, Thread.subject, ThreadCopy.unread, ThreadCopy.archived)
        .join(Thread, Thread.id == Message.thread_id)
        .join(ThreadCopy, ThreadCopy.thread_id == Thread.id)
        .where(ThreadCopy.reader_id == reader_id)
        .order_by(ThreadCopy.at.desc(), Thread.id, Message.position)
    )
    found = transaction.execute(query)
    threads = []
    for _, rows in groupby(found, key=lambda row: row.Message.thread_id):
        said = list(rows)
        threads.append(
            {
                "subject": said[0].subject,
                "read": not said[0].unread,
                "archived": said[0].archived,
                "messages": [_message(row.Message) for row in said],
            }
        )
    return threads


def _message(message: Message) -> dict[str, Any]:
    return {
        "sender": message.sender.value,
        "at": message.at.isoformat(timespec="seconds"),
        "text": "\n\n".join(message.paragraphs),
        "attachments": [{"name": each.name, "bytes": each.size} for each in message.attachments],
    }


def _table(heading: str, threads: list[dict[str, Any]]) -> ExportTable:
    return ExportTable(
        heading,
        ("Objet", "Le", "De", "Texte"),
        tuple(
            (each["subject"], moment(said["at"]), SENDERS[Sender(said["sender"])], said["text"])
            for each in threads
            for said in each["messages"]
        ),
    )
