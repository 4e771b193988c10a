"""Messages to people: mail, SMS."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session as Transaction

    from server.rules.codes import Channel


@dataclass(frozen=True, slots=True)
class Message:
    """One message; its repr shows neither the address nor the text.

    One to nobody (`to` is None) goes nowhere, and takes as long to post: that nobody is there is not told by the time.
    """

    channel: Channel
    to: str | None = field(repr=False)
    subject: str
    body: str = field(repr=False)
    code: str | None = field(repr=False)
    sent_at: datetime


class Messenger(Protocol):
    """A way for messages to leave."""

    def post(self, transaction: Transaction, message: Message) -> None:
        """Let the message leave if, and only if, the transaction commits."""
