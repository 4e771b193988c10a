"""Passwords of 8 digits that are sent again to who has an old account.

The one that the person has holds until the one that was sent has opened the account: anybody may ask for one, and
nobody loses anything by it. Asked again within a day the same one leaves again, so that no letter of the person's is
made worthless by a stranger's request, and there is never more than one besides. It is drawn, each time anew, from a
random seed and the key of the store: nothing is kept that opens anything.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import delete, select

from server.clock import Clock
from server.crypto.tokens import Pepper
from server.messages.notifier import Notifier
from server.messages.texts import old_password, old_password_asked
from server.old_passwords.tables import SentPassword

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.rules.codes import Channel
    from server.services import Services

# What a message promises, counted from when it is sent: one that left a day ago is sent again no more.
PROMISED = timedelta(days=1)
SENT_PASSWORD_LIFE = 2 * PROMISED
_DIGITS = 8
_SEED_BYTES = 16


class OldPasswords:
    """The passwords sent to the old accounts of a store."""

    def __init__(self, clock: Clock, pepper: Pepper, notifier: Notifier) -> None:
        self._clock = clock
        self._pepper = pepper
        self._notifier = notifier

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(clock=services[Clock], pepper=services[Pepper], notifier=services[Notifier])

    def send(
        self,
        transaction: Transaction,
        subject: bytes,
        account_id: UUID | None,
        to: dict[Channel, str | None],
        channel: Channel,
    ) -> None:
        """Send a password of 8 digits, and tell the other contact.

        Args:
            transaction: the message leaves when it commits.
            subject: keyed hash of the identifier.
            account_id: an old account; None where there is none: all goes as if it were, and opens nothing.
            to: the contacts of the account, None for each that is nobody's.
            channel: where the password goes.
        """
        now = self._clock.now()
        again = select(SentPassword).where(
            SentPassword.subject == subject,
            SentPassword.used_at.is_(None),
            SentPassword.drawn_at > now - PROMISED,
        )
        sent = transaction.scalar(again.order_by(SentPassword.drawn_at.desc()).limit(1).with_for_update())
        if sent is None:
            sent = SentPassword(
                id=uuid4(),
                subject=subject,
                account_id=account_id,
                seed=secrets.token_bytes(_SEED_BYTES),
                drawn_at=now,
            )
            transaction.add(sent)
        for other, known in to.items():
            if other is not channel:
                self._notifier.notify(transaction, other, known, old_password_asked(other))
        self._notifier.notify(transaction, channel, to.get(channel), old_password(channel, self._drawn(sent)))

    def chosen(self, transaction: Transaction, account_id: UUID, password: str) -> UUID | None:
        """Return which of the passwords that were sent to an account this one is."""
        live = select(SentPassword).where(
            SentPassword.account_id == account_id,
            SentPassword.drawn_at > self._clock.now() - SENT_PASSWORD_LIFE,
        )
        found = None
        for sent in transaction.scalars(live):
            if hmac.compare_digest(self._drawn(sent).encode(), password.encode()):
                found = sent.id
        return found

    def use(self, transaction: Transaction, sent_id: UUID) -> bool | None:
        """Note that one was used, and drop the others of its account.

        Returns:
            Whether this is its first use; None where it serves no more.
        """
        sent = transaction.get(SentPassword, sent_id, with_for_update=True)
        if sent is None:
            return None
        first, sent.used_at = sent.used_at is None, sent.used_at or self._clock.now()
        others = delete(SentPassword).where(
            SentPassword.account_id == sent.account_id, SentPassword.id != sent.id
        )
        transaction.execute(others)
        return first

    def forget(self, transaction: Transaction, account_id: UUID) -> None:
        """Have those that were sent to an account serve no more: its password was replaced by its holder."""
        transaction.execute(delete(SentPassword).where(SentPassword.account_id == account_id))

    def _drawn(self, sent: SentPassword) -> str:
        drawn = self._pepper.hash("old_password", sent.id.hex, sent.seed.hex())
        return f"{int.from_bytes(drawn) % 10**_DIGITS:0{_DIGITS}d}"
