"""The messages of a demonstration: what people find there, and what the fund writes as time goes by."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import insert, select

from server.demo.households import people
from server.messages.rules import MessageSubject, Sender
from server.messages.safe_text import of_plain
from server.messages.tables import Message, Thread, ThreadCopy
from server.messages.text import SUBJECTS
from server.messages.writing import append, begin, beginning
from server.outbox.messages import FundMessage, LeadKind, MessageKind, ToAccount, ToFile
from server.payments.messages import paid
from server.payments.tables import Payment
from server.people.tables import Account, File
from server.requests import messages
from server.requests.rules import EventKind
from server.requests.tables import Request
from text_rules.folding import folded_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.requests.tables import RequestEvent

# What is older was read.
_UNREAD_FOR = timedelta(days=25)
_PAYMENTS_TOLD = 3
_PREVIEW = "Ce courrier est un exemple parmi beaucoup d’autres."
_QUESTION = (
    "Bonjour,\n\nNous avons une garde alternée depuis septembre : une semaine chez leur mère, une semaine chez moi. "
    "Comment les allocations familiales sont-elles partagées ?\n\nMerci."
)
_ANSWER = (
    "Bonjour,\n\nEn garde alternée, les allocations familiales peuvent être partagées par moitié entre les deux "
    "parents, ou versées à un seul : vous le choisissez ensemble.\n\n"
    "Pour les partager, déclarez la garde alternée dans « Démarches », puis « Déclarer un changement ». "
    "L’autre parent fait la même chose de son côté.\n\nVotre conseillère, Mme Perrin"
)


def sow(transaction: Transaction, now: datetime) -> None:
    """Insert what people find: what was written of their requests, and one conversation."""
    requests = transaction.scalars(select(Request).where(Request.sent_at.is_not(None)))
    for request in requests.all():
        for event in request.events:
            if (message := _of_event(request, event)) is not None:
                unread = event.at > now - _UNREAD_FOR and message.kind is not MessageKind.RECEIPT
                begin(transaction, messages.readers_of(request), message, event.at, unread=unread)
    held = set(transaction.scalars(select(Account.id)))
    for person in people():
        if person.account_id in held:
            _welcome(transaction, person.account_id, now)
        if person.role == "responsable-couple" and person.account_id in held:
            _conversation(transaction, person.account_id, now - timedelta(days=34))


def tell_payments(transaction: Transaction, today: date) -> None:
    """Write of the newest payments of each file that nothing was written of yet."""
    told = set(transaction.scalars(select(Thread.lead_id).where(Thread.lead_kind == LeadKind.PAYMENT)))
    for file_id in transaction.scalars(select(File.id).order_by(File.number)).all():
        newest = (
            select(Payment)
            .where(Payment.file_id == file_id, Payment.refused_reason.is_(None))
            .order_by(Payment.paid_on.desc(), Payment.id)
            .limit(_PAYMENTS_TOLD)
        )
        for payment in transaction.scalars(newest).all()[::-1]:
            if str(payment.id) not in told:
                at = datetime.combine(payment.paid_on, time(7), UTC)
                unread = payment.paid_on > today - _UNREAD_FOR
                begin(transaction, ToFile(file_id), paid(payment), at, unread=unread)


def _of_event(request: Request, event: RequestEvent) -> FundMessage | None:
    write = _WRITTEN.get(event.kind)
    return write(request, event) if write is not None else None


def _waits(request: Request, event: RequestEvent) -> FundMessage:
    until = event.until or event.at.date()
    return messages.waits(request, event.document or "", event.label or "", until)


_WRITTEN: dict[EventKind, Callable[[Request, RequestEvent], FundMessage]] = {
    EventKind.SENT: lambda request, _: messages.received(request),
    EventKind.DOCUMENT_ASKED: _waits,
    EventKind.ACCEPTED: lambda request, _: messages.decided(request),
    EventKind.REFUSED: lambda request, _: messages.decided(request),
}


def _welcome(transaction: Transaction, account_id: UUID, now: datetime) -> None:
    message = FundMessage(
        kind=MessageKind.INFORMATION,
        subject="Bienvenue dans Courriers",
        preview="Ce que votre Caf vous écrit est ici",
        text=(
            "Ce que votre Caf vous écrit arrive ici : accusés de réception, documents qui manquent, décisions, "
            "paiements.\n\nVous pouvez aussi lui écrire, et joindre des documents. Elle vous répond ici."
        ),
    )
    begin(transaction, ToAccount(account_id), message, now - timedelta(days=90), unread=False)


def _conversation(transaction: Transaction, account_id: UUID, asked: datetime) -> None:
    answered = asked + timedelta(days=2, hours=3)
    question = of_plain(_QUESTION)
    thread = Thread(
        account_id=account_id,
        file_id=None,
        kind=MessageKind.QUESTION,
        subject=SUBJECTS[MessageSubject.FAMILY],
        preview=beginning(question),
        at=asked,
        reply=True,
        papers=0,
    )
    transaction.add(thread)
    transaction.flush()
    append(transaction, thread, question, Sender.PERSON, asked, account_id=account_id)
    append(transaction, thread, of_plain(_ANSWER), Sender.FUND, answered)
    thread.subject, thread.preview, thread.at = (
        "Réponse à votre question",
        "Au sujet de la garde alternée",
        answered,
    )
    transaction.add(
        ThreadCopy(thread_id=thread.id, reader_id=account_id, at=answered, unread=False, archived=False)
    )


def crowd(transaction: Transaction, account_id: UUID, number: int, now: datetime) -> None:
    """Write that many threads to an account, an hour apart, every tenth of them unread."""
    ids = [uuid4() for _ in range(number)]
    at = [now - timedelta(hours=rank) for rank in range(number)]
    subjects = [f"Information {number - rank}" for rank in range(number)]
    connection = transaction.connection()
    connection.execute(
        insert(Thread),
        [
            {
                "id": each,
                "account_id": account_id,
                "file_id": None,
                "kind": MessageKind.INFORMATION,
                "subject": subject,
                "preview": _PREVIEW,
                "at": when,
                "reply": False,
                "papers": 0,
                "lead_kind": None,
                "lead_id": None,
            }
            for each, when, subject in zip(ids, at, subjects, strict=True)
        ],
    )
    connection.execute(
        insert(Message),
        [
            {
                "id": uuid4(),
                "thread_id": each,
                "position": 0,
                "sender": Sender.FUND,
                "account_id": None,
                "at": when,
                "paragraphs": [_PREVIEW],
                "links": [],
                "folded": folded_words(f"{subject} {_PREVIEW}"),
                "paper": False,
                "drawn": None,
            }
            for each, when, subject in zip(ids, at, subjects, strict=True)
        ],
    )
    connection.execute(
        insert(ThreadCopy),
        [
            {
                "thread_id": each,
                "reader_id": account_id,
                "at": when,
                "unread": rank % 10 == 0,
                "archived": False,
            }
            for rank, (each, when) in enumerate(zip(ids, at, strict=True))
        ],
    )
