"""Telling the holder of an account what became of it, wherever that person can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.clock import Clock
from server.messages import Message, Messenger
from server.rules.codes import Channel

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from sqlalchemy.orm import Session as Transaction

    from server.messages.texts import Text
    from server.people.tables import Account
    from server.services import Services


class Notifier:
    """Posts messages that hold no code."""

    def __init__(self, clock: Clock, messenger: Messenger) -> None:
        self._clock = clock
        self._messenger = messenger

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(clock=services[Clock], messenger=services[Messenger])

    def notify(self, transaction: Transaction, channel: Channel, to: str | None, text: Text) -> None:
        """Post a text to one destination, or to nobody; it leaves when the transaction commits."""
        self._messenger.post(
            transaction,
            Message(
                channel=channel,
                to=to,
                subject=text.subject,
                body=text.body,
                code=None,
                sent_at=self._clock.now(),
            ),
        )

    def notify_holder(
        self, transaction: Transaction, account: Account | None, text: Callable[[Channel], Text]
    ) -> None:
        """Post to the holder of an account, by mail rather than SMS; to nobody where nobody can be reached."""
        reached = preferred_contact(account) if account else None
        if reached:
            channel, to = reached
            self.notify(transaction, channel, to, text(channel))

    def notify_everywhere(
        self, transaction: Transaction, account: Account, text: Callable[[Channel], Text]
    ) -> None:
        """Post to each contact that is known of an account."""
        for channel in Channel:
            if to := contact_of(account, channel):
                self.notify(transaction, channel, to, text(channel))


def contact_of(account: Account, channel: Channel) -> str | None:
    """Return the address or number of an account."""
    return account.mail if channel is Channel.MAIL else account.phone


def contacts_of(account: Account) -> dict[Channel, str]:
    """Return where the holder of an account can be reached."""
    found = {Channel.MAIL: account.mail, Channel.SMS: account.phone}
    return {channel: to for channel, to in found.items() if to}


def verified(account: Account, channel: Channel) -> bool:
    """Return whether a code was once given back from that contact."""
    return account.mail_verified if channel is Channel.MAIL else account.phone_verified


def preferred_contact(account: Account) -> tuple[Channel, str] | None:
    """Return where the holder of an account is written to."""
    if account.mail:
        return Channel.MAIL, account.mail
    return (Channel.SMS, account.phone) if account.phone else None
