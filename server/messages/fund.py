"""The fund's side of messages: what its agents and programs write, and what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import update

from server.clock import Clock
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.messages import writing
from server.messages.access import accounts_reading
from server.messages.rules import Sender
from server.messages.tables import Thread, ThreadCopy
from server.outbox.message_texts import message_came
from server.outbox.messages import MessageKind
from server.outbox.telling import Subject, Telling

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.messages.tables import Message
    from server.outbox.messages import FundMessage, ToAccount, ToFile
    from server.services import Services

TOLD: Final = {
    MessageKind.INFORMATION: Subject.MESSAGE,
    MessageKind.MISSING_DOCUMENT: Subject.DOCUMENT,
    MessageKind.DECISION: Subject.MESSAGE,
    MessageKind.PAYMENT: Subject.PAYMENT,
}
"""What people are told of. Of what they did themselves, and of authorisations, they are written to in any case."""


class FundMessages:
    """The service of what the fund writes; see `MessageWriting`, by which other features know it."""

    def __init__(self, clock: Clock, telling: Telling) -> None:
        self._clock = clock
        self._telling = telling

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Clock], services[Telling])

    def write(
        self,
        transaction: Transaction,
        to: ToAccount | ToFile,
        message: FundMessage,
        *,
        at: datetime | None = None,
    ) -> UUID:
        """Begin a thread; return its id. See `MessageWriting.write`."""
        thread = writing.begin(transaction, to, message, at or self._clock.now())
        if (subject := TOLD.get(message.kind)) is not None:
            for account_id in accounts_reading(transaction, to):
                self._telling.tell(transaction, account_id, subject, message.told)
        return thread.id

    def answer(
        self,
        transaction: Transaction,
        thread_id: UUID,
        text: str,
        *,
        html: bool = False,
        reply: bool = True,
        paper: bool = False,
    ) -> Message:
        """Write one more message in a thread, and tell who wrote in it.

        Args:
            transaction: where it is written.
            thread_id: which thread.
            text: see `FundMessage.text`.
            html: see `FundMessage.html`.
            reply: whether the person may answer from now on.
            paper: whether it can be had as a letter.

        Raises:
            Problem: `not_found`.
        """
        thread = transaction.get(Thread, thread_id, with_for_update=True)
        if thread is None:
            raise Problem(NOT_FOUND)
        now = self._clock.now()
        safe = writing.safe(text, html=html)
        message = writing.append(transaction, thread, safe, Sender.FUND, now, paper=paper)
        thread.at, thread.reply = now, reply
        if thread.account_id is not None:
            thread.preview = writing.beginning(safe)
        transaction.execute(
            update(ThreadCopy)
            .where(ThreadCopy.thread_id == thread_id)
            .values(at=now, unread=True, archived=False)
        )
        if thread.account_id is not None:
            self._telling.tell(transaction, thread.account_id, Subject.MESSAGE, message_came)
        return message
