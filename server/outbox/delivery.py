"""Where messages go: among those that wait to leave, or into the outbox that a demonstration shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import event, insert, literal, select

from server.outbox.tables import OutboxMessage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

    from server.outbox import Message
    from server.outbox.courier import Courier
    from server.outbox.waiting import WaitingMessages


class Outbox:
    """A messenger that stores messages in the database, for a demonstration to show."""

    def post(self, transaction: Transaction, message: Message) -> None:
        """Store the message; the same statement stores nothing for a message to nobody."""
        kept = {
            "channel": message.channel,
            "to": message.to or "",
            "subject": message.subject,
            "body": message.body,
            "code": message.code,
            "sent_at": message.sent_at,
        }
        table = OutboxMessage.__table__
        row = select(*(literal(value, table.c[name].type) for name, value in kept.items()))
        somebody = literal(message.to is not None)
        transaction.execute(insert(OutboxMessage).from_select(list(kept), row.where(somebody)))


class Post:
    """A messenger that has messages wait with the act that causes them, and wakes the courier."""

    def __init__(self, waiting: WaitingMessages, courier: Courier) -> None:
        self._waiting = waiting
        self._courier = courier

    def post(self, transaction: Transaction, message: Message) -> None:
        """Have the message wait; it leaves once the transaction is committed, if it must by another process."""
        self._waiting.add(transaction, message)
        event.listen(transaction, "after_commit", lambda _: self._courier.wake())
