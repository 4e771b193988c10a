"""Messages to people, by mail and SMS."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session as Transaction

    from server.rules.codes import Channel


@dataclass(frozen=True, slots=True)
class Message:
    """A message; its repr shows neither the address nor the text.

    A message to nobody (`to` is None) is not sent, but takes as long to post: the time does not tell them apart.
    """

    channel: Channel
    to: str | None = field(repr=False)
    subject: str
    body: str = field(repr=False)
    code: str | None = field(repr=False)
    sent_at: datetime


class Messenger(Protocol):
    """What sends messages."""

    def post(self, transaction: Transaction, message: Message) -> None:
        """Send the message if, and only if, the transaction commits."""
