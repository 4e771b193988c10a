"""Notifications: messages without a code, to the holder of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.clock import Clock
from server.outbox import Message, Messenger
from server.rules.codes import Channel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta
    from typing import Self

    from sqlalchemy.orm import Session as Transaction

    from server.outbox.texts import Text
    from server.people.tables import Account
    from server.services import Services


class Notifier:
    """The service of notifications."""

    def __init__(self, clock: Clock, messenger: Messenger) -> None:
        self._clock = clock
        self._messenger = messenger

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(clock=services[Clock], messenger=services[Messenger])

    def notify(
        self,
        transaction: Transaction,
        channel: Channel,
        to: str | None,
        text: Text,
        *,
        lasts: timedelta | None = None,
    ) -> None:
        """Send a text to one destination, or to nobody, when the transaction commits.

        Args:
            transaction: nothing leaves unless it commits.
            channel: how.
            to: where; None for nobody, which takes as long.
            text: what it says.
            lasts: how long what it says is true; None for ever.
        """
        self._messenger.post(
            transaction,
            Message(
                channel=channel,
                to=to,
                subject=text.subject,
                body=text.body,
                code=None,
                sent_at=self._clock.now(),
                lasts=lasts,
            ),
        )

    def notify_holder(
        self, transaction: Transaction, account: Account | None, text: Callable[[Channel], Text]
    ) -> None:
        """Send a text to the holder of an account, by mail rather than SMS, if there is a contact."""
        reached = preferred_contact(account) if account else None
        if reached:
            channel, to = reached
            self.notify(transaction, channel, to, text(channel))

    def notify_everywhere(
        self, transaction: Transaction, account: Account, text: Callable[[Channel], Text]
    ) -> None:
        """Send a text to each contact of an account."""
        for channel in Channel:
            if to := contact_of(account, channel):
                self.notify(transaction, channel, to, text(channel))


def contact_of(account: Account, channel: Channel) -> str | None:
    """Return the mail address or telephone number of an account."""
    return account.mail if channel is Channel.MAIL else account.phone


def contacts_of(account: Account) -> dict[Channel, str]:
    """Return the contacts of an account, by channel."""
    found = {Channel.MAIL: account.mail, Channel.SMS: account.phone}
    return {channel: to for channel, to in found.items() if to}


def verified(account: Account, channel: Channel) -> bool:
    """Return whether that contact was verified by a code."""
    return account.mail_verified if channel is Channel.MAIL else account.phone_verified


def preferred_contact(account: Account) -> tuple[Channel, str] | None:
    """Return the contact at which the holder of an account is written to, if any."""
    if account.mail:
        return Channel.MAIL, account.mail
    return (Channel.SMS, account.phone) if account.phone else None
