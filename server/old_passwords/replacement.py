"""The replacement of a forgotten password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.clock import Clock
from server.feature import Features
from server.old_passwords.service import OldPasswords
from server.outbox.notifier import Notifier, contacts_of
from server.outbox.texts import password_changed
from server.sessions.rules import End
from server.sessions.service import Sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Account
    from server.rules.codes import Channel
    from server.services import Services


class PasswordReplacement:
    """The service that replaces passwords.

    Args:
        replaced: what features do then, called with the transaction, the account and the time.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        old_passwords: OldPasswords,
        sessions: Sessions,
        notifier: Notifier,
        replaced: Sequence[Callable[[Transaction, UUID, datetime], None]] = (),
    ) -> None:
        self._clock = clock
        self._old_passwords = old_passwords
        self._sessions = sessions
        self._notifier = notifier
        self._replaced = replaced

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            old_passwords=services[OldPasswords],
            sessions=services[Sessions],
            notifier=services[Notifier],
            replaced=services[Features].each(lambda feature: feature.password_replaced),
        )

    def replace(
        self, transaction: Transaction, account: Account, password_hash: str, used: Channel | None
    ) -> None:
        """Replace the password, end every session, and notify the other contact.

        Args:
            transaction: all of it is done when it commits.
            account: the account, whose contact was proved by a code.
            password_hash: hash of the new password.
            used: the channel of that code.
        """
        account.password_hash = password_hash
        for act in self._replaced:
            act(transaction, account.id, self._clock.now())
        self._old_passwords.forget(transaction, account.id)
        self._sessions.end_all(transaction, account.id, End.PASSWORD_CHANGED)
        contacts = contacts_of(account)
        others = {channel: to for channel, to in contacts.items() if channel is not used}
        for channel, to in (others or contacts).items():
            self._notifier.notify(transaction, channel, to, password_changed(channel))
