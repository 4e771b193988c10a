"""Messages to people, by mail and SMS."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.rules.codes import Channel


@dataclass(frozen=True, slots=True)
class Message:
    """A message; its repr shows neither the address nor the text.

    A message to nobody (`to` is None) is not sent, but takes as long to post: the time does not tell them apart.

    Attributes:
        lasts: how long it is worth sending, as a code is while it is good; None for ever.
        about: what it is about, whose newest message alone is sent.
    """

    channel: Channel
    to: str | None = field(repr=False)
    subject: str
    body: str = field(repr=False)
    code: str | None = field(repr=False)
    sent_at: datetime
    lasts: timedelta | None = None
    about: UUID | None = None


class Messenger(Protocol):
    """What takes messages to people."""

    def post(self, transaction: Transaction, message: Message) -> None:
        """Have the message sent if, and only if, the transaction commits."""
