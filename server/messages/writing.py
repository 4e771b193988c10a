"""How a message comes into a thread, whoever writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from server.messages import safe_text
from server.messages.access import adults_of
from server.messages.rules import Sender
from server.messages.tables import Message, Thread, ThreadCopy
from server.outbox.messages import FundMessage, ToAccount, ToFile
from text_rules.folding import folded_words

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.messages.safe_text import SafeText

_PREVIEW_MAX = 120


def begin(
    transaction: Transaction,
    to: ToAccount | ToFile,
    message: FundMessage,
    at: datetime,
    *,
    unread: bool = True,
) -> Thread:
    """Begin a thread with what the fund writes; see `MessageWriting.write`."""
    text = safe(message.text, html=message.html)
    lead = message.leads
    thread = Thread(
        account_id=to.account_id if isinstance(to, ToAccount) else None,
        file_id=to.file_id if isinstance(to, ToFile) else None,
        kind=message.kind,
        subject=message.subject,
        preview=message.preview or beginning(text),
        at=at,
        reply=message.reply,
        papers=0,
        lead_kind=lead.kind if lead else None,
        lead_id=lead.id if lead else None,
    )
    transaction.add(thread)
    transaction.flush()
    append(transaction, thread, text, Sender.FUND, at, paper=message.paper)
    whose = [to.account_id] if isinstance(to, ToAccount) else adults_of(transaction, to.file_id)
    transaction.add_all(
        ThreadCopy(thread_id=thread.id, reader_id=each, at=at, unread=unread, archived=False)
        for each in whose
    )
    transaction.flush()
    return thread


def safe(text: str, *, html: bool) -> SafeText:
    """Return what the fund wrote as safe text."""
    return safe_text.of_html(text) if html else safe_text.of_plain(text)


def append(
    transaction: Transaction,
    thread: Thread,
    text: SafeText,
    sender: Sender,
    at: datetime,
    *,
    account_id: UUID | None = None,
    paper: bool = False,
) -> Message:
    """Add a message to a thread that no other transaction writes in meanwhile."""
    last = transaction.scalar(select(func.max(Message.position)).where(Message.thread_id == thread.id))
    message = Message(
        thread_id=thread.id,
        position=0 if last is None else last + 1,
        sender=sender,
        account_id=account_id,
        at=at,
        paragraphs=text.paragraphs,
        links=text.links,
        folded=folded_words(" ".join((thread.subject, thread.preview, *text.paragraphs))),
        paper=paper,
        attachments=[],
    )
    thread.papers += paper
    transaction.add(message)
    transaction.flush()
    return message


def beginning(text: SafeText) -> str:
    """Return the first words of a message."""
    first = text.paragraphs[0].replace("\n", " ") if text.paragraphs else ""
    if len(first) <= _PREVIEW_MAX:
        return first
    return f"{first[:_PREVIEW_MAX].rsplit(' ', 1)[0]}…"
