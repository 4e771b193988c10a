"""Passwords of 8 digits that are sent again to holders of old accounts.

Anybody may ask for one, and this must harm nobody: the person's own password works until the sent one has opened the
account. A second request within a day sends the same password again, so that a stranger's request does not make the
person's message worthless, and there is never more than one sent password. It is computed each time from a random seed
and the pepper: nothing that is stored opens anything.
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
from server.old_passwords.tables import SentPassword
from server.outbox.notifier import Notifier
from server.outbox.texts import old_password, old_password_asked

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.rules.codes import Channel
    from server.services import Services

# How long a message promises that the password works; one that was sent a day ago is not sent again.
PROMISED = timedelta(days=1)
SENT_PASSWORD_LIFE = 2 * PROMISED
_DIGITS = 8
_SEED_BYTES = 16


class OldPasswords:
    """The service of sent passwords."""

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
        """Send a password of 8 digits, and notify the other contact.

        Args:
            transaction: the message is sent when it commits.
            subject: keyed hash of the identifier.
            account_id: id of an old account. With None everything else is the same, and the password opens nothing.
            to: the contacts of the account, or None for each.
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
        text = old_password(channel, self._drawn(sent))
        self._notifier.notify(transaction, channel, to.get(channel), text, lasts=PROMISED)

    def chosen(self, transaction: Transaction, account_id: UUID, password: str) -> UUID | None:
        """Return the id of the sent password that this one is, or None."""
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
        """Note that a sent password was used, and delete the others of its account.

        Returns:
            Whether this is its first use; None where it no longer works.
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
        """Delete the passwords sent to an account, because its holder chose another."""
        transaction.execute(delete(SentPassword).where(SentPassword.account_id == account_id))

    def _drawn(self, sent: SentPassword) -> str:
        drawn = self._pepper.hash("old_password", sent.id.hex, sent.seed.hex())
        return f"{int.from_bytes(drawn) % 10**_DIGITS:0{_DIGITS}d}"
